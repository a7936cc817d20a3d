internal import SentinelPlugins
internal import SentinelRules

/// A content that a plugin must bear, whatever it makes of it.
struct HostileContent {
    /// What people read: `64 KiB of NUL bytes`.
    var name: String
    /// Made when it is needed: some are as large as files may be.
    var bytes: () -> [UInt8]

    init(_ name: String, _ bytes: @escaping () -> [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// A step of the battery: contents of one kind.
struct HostileStep {
    var name: String
    var contents: [HostileContent]

    /// All of them. `samples` are the plugin's own examples without marks, `largest` is the size of the largest file it may be given.
    static func all(_ samples: [[UInt8]], largest: Int) -> [HostileStep] {
        let samples = samples.isEmpty ? [Array("x = 1\n".utf8)] : samples
        return [
            HostileStep(name: "empty", contents: [HostileContent("an empty file") { [] }]),
            HostileStep(name: "nul-bytes", contents: nulBytes(samples)),
            HostileStep(name: "invalid-text", contents: invalidText(samples)),
            HostileStep(name: "long-line", contents: longLines(samples)),
            HostileStep(name: "deep-nesting", contents: deepNesting(samples)),
            HostileStep(name: "changed-examples", contents: changed(samples)),
            HostileStep(name: "huge", contents: huge(samples, largest)),
        ]
    }

    private static func nulBytes(_ samples: [[UInt8]]) -> [HostileContent] {
        [
            HostileContent("one NUL byte") { [0] },
            HostileContent("64 KiB of NUL bytes") { [UInt8](repeating: 0, count: 65_536) },
        ]
            + numbered(samples.prefix(8), "with NUL bytes between") { sample in
                Array(sample.map { [$0] }.joined(separator: [0]))
            }
    }

    private static func invalidText(_ samples: [[UInt8]]) -> [HostileContent] {
        [
            HostileContent("all bytes") { Array((0..<16).map { _ in Array(UInt8.min...UInt8.max) }.joined()) },
            HostileContent("64 KiB of 0xFF") { [UInt8](repeating: 0xFF, count: 65_536) },
            HostileContent("text cut off in a character") { Array("x = '\u{1F642}".utf8.dropLast()) },
            HostileContent("overlong and surrogate forms") { [0xC0, 0xAF, 0xE0, 0x80, 0xAF, 0xED, 0xA0, 0x80, 0xF8] },
            HostileContent("64 KiB of random bytes") {
                var chance = SeededGenerator(seed: "random bytes")
                return (0..<65_536).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            },
        ] + numbered(samples.prefix(8), "in UTF-16") { $0.flatMap { [$0, 0] } }
    }

    private static func longLines(_ samples: [[UInt8]]) -> [HostileContent] {
        ["a", "\"", " ", "\\", "="].map { piece in
            HostileContent("a line of 1,000,000 times `\(piece)`") { repeated(Array(piece.utf8), to: 1_000_000) }
        }
            + numbered(samples.prefix(8), "without line ends, over and over, 1 MB") { sample in
                repeated(sample.filter { $0 != 0x0A && $0 != 0x0D }, to: 1_000_000)
            }
    }

    private static func deepNesting(_ samples: [[UInt8]]) -> [HostileContent] {
        let pieces = ["[", "{\"a\":", "(", "{\"tools\":[", "<a>", "- "]
        return pieces.map { piece in
            HostileContent("100,000 times `\(piece)`") { repeated(Array(piece.utf8), to: piece.utf8.count * 100_000) }
        }
            + numbered(samples.prefix(4), "behind 10,000 times `[`") { sample in
                [UInt8](repeating: UInt8(ascii: "["), count: 10_000) + sample
            }
    }

    private static func huge(_ samples: [[UInt8]], _ largest: Int) -> [HostileContent] {
        [
            HostileContent("the examples over and over, \(largest) bytes") {
                repeated(Array(samples.joined(separator: [0x0A])), to: largest)
            },
            HostileContent("lines of text, \(largest) bytes") {
                repeated(Array("x = compute(x + 1)  # and so on\n".utf8), to: largest)
            },
        ]
    }

    private static func numbered(
        _ samples: some Collection<[UInt8]>, _ what: String, _ change: @escaping ([UInt8]) -> [UInt8]
    ) -> [HostileContent] {
        samples.enumerated().map { number, sample in
            HostileContent("example \(number + 1) \(what)") { change(sample) }
        }
    }

    private static func repeated(_ piece: [UInt8], to count: Int) -> [UInt8] {
        guard !piece.isEmpty else { return [] }
        var all: [UInt8] = []
        all.reserveCapacity(count + piece.count)
        while all.count < count { all += piece }
        return Array(all.prefix(count))
    }

    // MARK: Texts that are nearly right

    /// How many there are of all examples together, about.
    private static let variants = 800

    private static func changed(_ samples: [[UInt8]]) -> [HostileContent] {
        let share = max(8, variants / samples.count / 4)
        return samples.prefix(variants / 8).enumerated().flatMap { number, sample in
            cut(sample, number + 1, share) + bent(sample, number + 1, share) + multiplied(sample, number + 1)
        }
    }

    /// Beginnings and ends.
    private static func cut(_ sample: [UInt8], _ number: Int, _ count: Int) -> [HostileContent] {
        stride(from: 0, to: sample.count, by: max(1, sample.count / count)).flatMap { place in
            [
                HostileContent("the first \(place) bytes of example \(number)") { Array(sample[..<place]) },
                HostileContent("example \(number) from byte \(place) on") { Array(sample[place...]) },
            ]
        }
    }

    private static let signs = Array("\"\\{}[]:,'\n =-0aA/+\u{7}".utf8) + [0, 0xFF]

    /// A few bytes changed.
    private static func bent(_ sample: [UInt8], _ number: Int, _ count: Int) -> [HostileContent] {
        guard !sample.isEmpty else { return [] }
        return (0..<count).map { round in
            HostileContent("example \(number) with changed bytes (\(round + 1))") {
                var chance = SeededGenerator(seed: "\(number) \(round)")
                var bytes = sample
                for _ in 0...chance.next() % 4 {
                    let sign = signs[Int(chance.next() % UInt64(signs.count))]
                    bytes[Int(chance.next() % UInt64(bytes.count))] = sign
                }
                return bytes
            }
        }
    }

    private static func multiplied(_ sample: [UInt8], _ number: Int) -> [HostileContent] {
        [
            HostileContent("example \(number) 50 times") { repeated(sample, to: sample.count * 50) },
            HostileContent("example \(number) with CRLF") { sample.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } },
        ]
    }
}

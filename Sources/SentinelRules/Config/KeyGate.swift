internal import SentinelDocuments
internal import SentinelModel

/// What must stand in a document for rules to find anything there: their keywords, and the keys on the way to what they mean. Most documents
/// are ruled out by it, so it is flat, counts no references, and looks for no text twice in a file.
struct KeyGate: Sendable {
    /// Of one rule.
    struct Needs {
        /// One of these must stand there; none: nothing need.
        var keywords: [[UInt8]]
        /// For each way, of each key on it, the texts one of which it is or holds.
        var ways: [[[KeyText]]]
    }

    /// What of a document is gated.
    struct Answer {
        /// A rule's keywords stand there, or it has none.
        var mayFind = false
        /// The rules whose keys stand there too, by their numbers.
        var rules: [Int] = []
    }

    private typealias Run = Range<Int32>
    private var bytes: [UInt8] = []
    private var texts: [(run: Run, isWhole: Bool)] = []
    /// Numbers of texts.
    private var alternatives: [Int32] = []
    /// Each a run of alternatives.
    private var keys: [Run] = []
    /// Each a run of keys.
    private var ways: [Run] = []
    private var rules: [(keywords: Run, ways: Run)] = []

    init(_ all: [Needs]) {
        var known: [KeyText: Int32] = [:]
        for needs in all {
            let keywords = run(of: needs.keywords.map { KeyText(bytes: $0, isWhole: false) }, &known)
            let firstWay = Int32(ways.count)
            for way in needs.ways {
                let firstKey = Int32(keys.count)
                for key in way { keys.append(run(of: key, &known)) }
                ways.append(firstKey..<Int32(keys.count))
            }
            rules.append((keywords, firstWay..<Int32(ways.count)))
        }
    }

    private mutating func number(of text: KeyText, _ known: inout [KeyText: Int32]) -> Int32 {
        if let number = known[text] { return number }
        let number = Int32(texts.count)
        texts.append((Int32(bytes.count)..<Int32(bytes.count + text.bytes.count), text.isWhole))
        bytes += text.bytes
        known[text] = number
        return number
    }

    private mutating func run(of all: [KeyText], _ known: inout [KeyText: Int32]) -> Run {
        let first = Int32(alternatives.count)
        for text in all { alternatives.append(number(of: text, &known)) }
        return first..<Int32(alternatives.count)
    }

    /// The rules that may find something in a document of `types`. `asksKeys`: its keys are written in it.
    func answer(for document: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet, asksKeys: Bool) -> Answer {
        var look = unsafe Look(document, types)
        var answer = Answer()
        for index in rules.indices {
            let rule = rules[index]
            guard rule.keywords.isEmpty || holdsOne(rule.keywords, &look) else { continue }
            answer.mayFind = true
            if !asksKeys || rule.ways.contains(where: { mayLead(ways[Int($0)], &look) }) { answer.rules.append(index) }
        }
        return answer
    }

    private func mayLead(_ way: Run, _ look: inout Look) -> Bool {
        for key in way where !holdsOne(keys[Int(key)], &look) { return look.keys.hasEscapedKeys }
        return true
    }

    private func holdsOne(_ run: Run, _ look: inout Look) -> Bool {
        for index in run where holds(Int(alternatives[Int(index)]), &look) { return true }
        return false
    }

    private func holds(_ text: Int, _ look: inout Look) -> Bool {
        if let known = look[text] { return known }
        let (run, isWhole) = texts[text]
        let found = unsafe bytes.withUnsafeBufferPointer { bytes in
            let text = unsafe UnsafeBufferPointer(rebasing: bytes[Int(run.lowerBound)..<Int(run.upperBound)])
            guard unsafe look.document.holds(text) else { return false }
            return unsafe !isWhole || look.keys.hold(text)
        }
        look[text] = found
        return found
    }

    /// A document, and what was looked for in it.
    @safe
    private struct Look {
        let document: UnsafeBufferPointer<UInt8>
        private let types: FileTypeSet
        private(set) lazy var keys = unsafe KeyPlaces(document, types)
        /// Of the first 256 texts; later ones are looked for again.
        private var asked = InlineArray<4, UInt64>(repeating: 0)
        private var found = InlineArray<4, UInt64>(repeating: 0)

        init(_ document: UnsafeBufferPointer<UInt8>, _ types: FileTypeSet) {
            unsafe self.document = document
            self.types = types
        }

        subscript(text: Int) -> Bool? {
            get {
                guard text < 256, asked[text >> 6] >> UInt64(text & 63) & 1 != 0 else { return nil }
                return found[text >> 6] >> UInt64(text & 63) & 1 != 0
            }
            set {
                guard text < 256, let newValue else { return }
                asked[text >> 6] |= 1 << UInt64(text & 63)
                if newValue { found[text >> 6] |= 1 << UInt64(text & 63) }
            }
        }
    }
}

import Glibc

/// The program's arguments without loss. A path may be any bytes, while the argument parser takes strings; so a byte that
/// is not UTF-8 becomes one of the last 128 private-use characters (byte 0x80 is U+10FF80), and `bytes(of:)` turns
/// it back. Such a character that really stands in an argument is taken apart into its bytes, which keeps this reversible.
enum RawArguments {
    private static let base: UInt32 = 0x10FF00
    private static let escapes: ClosedRange<UInt32> = 0x10FF80...0x10FFFF

    /// The arguments behind the program's name.
    static func current() -> [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            guard let start = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return unsafe string(of: UnsafeRawBufferPointer(start: start, count: strlen(start)).map { $0 })
        }
    }

    /// Escapes what is not UTF-8.
    static func string(of bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        var iterator = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var position = 0
        while true {
            let length: Int
            switch parser.parseScalar(from: &iterator) {
            case .emptyInput:
                return String(scalars)
            case .valid(let encoded):
                length = encoded.count
                let scalar = Unicode.UTF8.decode(encoded)
                if escapes.contains(scalar.value) {
                    append(bytes[position..<position + length], to: &scalars)
                } else {
                    scalars.append(scalar)
                }
            case .error(let count):
                length = count
                append(bytes[position..<position + length], to: &scalars)
            }
            position += length
        }
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to scalars: inout String.UnicodeScalarView) {
        for byte in bytes {
            scalars.append(Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}")
        }
    }

    /// The bytes that an argument had.
    static func bytes(of argument: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in argument.unicodeScalars {
            if escapes.contains(scalar.value) {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
            }
        }
        return bytes
    }

    /// The argument for people: escapes become U+FFFD.
    static func readable(_ argument: String) -> String {
        guard argument.unicodeScalars.contains(where: { escapes.contains($0.value) }) else { return argument }
        return String(decoding: bytes(of: argument), as: UTF8.self)
    }
}

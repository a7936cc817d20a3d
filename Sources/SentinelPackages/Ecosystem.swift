/// Where packages come from; the raw value is OSV's name for it.
package enum Ecosystem: String, CaseIterable, Sendable {
    case npm
    case pypi = "PyPI"
    case go = "Go"
    case cargo = "crates.io"

    /// A name in the one spelling under which the registry knows it: `Foo._Bar` and `foo-bar` are one package of PyPI (PEP 503).
    package func normalized(_ name: String) -> String {
        switch self {
        case .npm: return name.lowercased()
        case .go, .cargo: return name
        case .pypi:
            var out: [UInt8] = []
            for byte in name.utf8 {
                let isMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                if isMark {
                    if out.last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
                } else {
                    out.append((65...90).contains(byte) ? byte + 32 : byte)
                }
            }
            return String(decoding: out, as: UTF8.self)
        }
    }
}

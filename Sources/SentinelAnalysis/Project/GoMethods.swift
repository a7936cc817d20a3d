internal import SentinelModel

/// The methods of a folder's types, as the lines that begin them say: found without parsing, for there may be many.
struct GoMethods {
    /// By type, then by method: the file that declares it.
    private(set) var types: [String: [String: String]] = [:]
    /// How much was read for it.
    private(set) var bytes = 0

    /// Adds those of a file: `func (t *Type[T]) Name(`.
    mutating func add(_ content: some Collection<UInt8>, at path: String) {
        bytes += content.count
        for line in content.split(separator: UInt8(ascii: "\n")) where line.starts(with: Self.start) {
            let rest = line.dropFirst(Self.start.count)
            guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { continue }
            let receiver = rest[..<end].prefix { $0 != UInt8(ascii: "[") }
            let type = Self.text(receiver.suffixOfName)
            let name = Self.text(rest[end...].dropFirst().drop { $0 == UInt8(ascii: " ") }.prefix(while: \.isNameOfGo))
            if !type.isEmpty, !name.isEmpty { types[type, default: [:]][name] = path }
        }
    }

    private static let start = Array("func (".utf8)

    private static func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
}

extension Collection<UInt8> {
    /// The name that it ends with.
    fileprivate var suffixOfName: [UInt8] { reversed().prefix(while: \.isNameOfGo).reversed() }
}

extension UInt8 {
    fileprivate var isNameOfGo: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}

extension Project {
    /// What is read of a module to find who has the methods of an interface.
    private static let (mostFolders, mostBytes) = (200, 4 << 20)

    /// The methods of the types in a folder, tests left out.
    func methods(in folder: String) -> GoMethods {
        if let known = go.methods[folder] { return known }
        var found = GoMethods()
        for entry in entries(of: folder) where !entry.isFolder {
            let name = String(decoding: entry.name.bytes, as: UTF8.self)
            guard name.hasSuffix(".go"), !name.hasSuffix("_test.go") else { continue }
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if let content = text(at: path) { found.add(content, at: path) }
        }
        go.methods[folder] = found
        return found
    }

    /// The folders of a module from near to far: what lies below `folder`, then what lies below those above it. As many as may be read.
    func forEachFolder(around folder: String, _ body: (String) -> Void) {
        // For what is no server it is not worth it.
        guard reach == .all, let module = goModule(of: folder) else { return }
        var (seen, folders, bytes): (Set<String>, Int, Int) = ([], 0, 0)
        var top = folder
        while true {
            var waiting = [top]
            while !waiting.isEmpty {
                let next = waiting.removeFirst()
                guard seen.insert(next).inserted else { continue }
                folders += 1
                bytes += methods(in: next).bytes
                guard folders <= Self.mostFolders, bytes <= Self.mostBytes else { return }
                body(next)
                for entry in entries(of: next) where entry.isFolder {
                    let name = String(decoding: entry.name.bytes, as: UTF8.self)
                    guard !Self.foreign.contains(name), !name.hasPrefix("."), !name.hasPrefix("_") else { continue }
                    waiting.append(next.isEmpty ? name : "\(next)/\(name)")
                }
            }
            guard top != module.folder, !top.isEmpty else { return }
            top = top.parentFolder
        }
    }

    /// Folders whose code is somebody else's, or none of the program's.
    private static let foreign: Set<String> = ["vendor", "testdata", "node_modules"]
}

internal import SentinelDocuments
package import SentinelModel

/// Why a configuration file was not obeyed: `path:line:column: message`.
package struct ConfigurationMistake: Error, Sendable {
    package var message: String
    /// Byte offset of the mistake in the file; -1 where there is none.
    package var offset: Int
    /// True when the file could not be read at all.
    package var isUnreadable = false
}

extension Configuration {
    /// The name of the file that is searched for.
    package static let fileName = "mcp-sentinel.yaml"

    /// Reads the configuration file at `path` and sets what it says; nothing is set when any of it is wrong.
    /// A `trusted` file may set every option; another one only those that are allowed, and only paths below its own folder.
    package mutating func load(_ path: RawPath, trusted: Bool) throws(ConfigurationMistake) {
        let bytes = try Self.read(path)
        var next = self
        do throws(DocumentError) {
            try next.apply(bytes, path: path, trusted: trusted)
        } catch {
            throw ConfigurationMistake(message: error.described(in: path.display), offset: error.place.offset)
        }
        self = next
    }

    /// The options that `bytes` set, as `name: value`, for a report: bounded, since they come from the scanned tree.
    package static func effects(of bytes: [UInt8]) -> [String] {
        guard let documents = try? YAML.parse(bytes), let entries = try? documents.first?.entries("") else { return [] }
        return entries.prefix(50).map { shortened("\($0.name): \(($0.value.flattened ?? []).joined(separator: ", "))") }
    }

    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 200 ? text : String(text.unicodeScalars.prefix(200)) + "..."
    }

    /// At most 1 MB: a larger file is no configuration.
    package static func read(_ path: RawPath) throws(ConfigurationMistake) -> [UInt8] {
        switch readSmallFile(path, limit: 1 << 20) {
        case .success(let bytes): return bytes
        case .failure(let fault):
            throw ConfigurationMistake(
                message: "\(path.display): \(fault.message)", offset: -1, isUnreadable: true)
        }
    }

    private mutating func apply(_ bytes: [UInt8], path: RawPath, trusted: Bool) throws(DocumentError) {
        let documents = try YAML.parse(bytes)
        guard documents.count <= 1 else {
            throw DocumentError("a configuration file holds one document", at: documents[1].place)
        }
        guard let root = documents.first else { return }
        for (name, key, node) in try root.entries("a configuration file") {
            do throws(OptionMistake) {
                let option = try OptionTable.option(named: name)
                guard trusted || option.isAllowedWhenDiscovered else {
                    throw OptionMistake(
                        reason: .notAllowed,
                        message:
                            "a configuration found in the scanned tree may not set `\(name)`; use --config to trust it")
                }
                try apply(try Self.values(of: node, for: option), to: option, path: path, trusted: trusted)
            } catch {
                throw DocumentError(error.message, at: error.reason == .wrongValue ? node.place : key.place)
            }
        }
    }

    private static func values(of node: DocumentNode, for option: OptionDescriptor) throws(OptionMistake) -> [String] {
        guard let found = node.flattened, option.kind == .list || found.count == 1 else {
            let wanted = option.kind == .list ? "text or a list of texts" : "one value"
            throw OptionMistake(reason: .wrongValue, message: "`\(option.name)` must be \(wanted)")
        }
        return found
    }

    private mutating func apply(
        _ values: [String], to option: OptionDescriptor, path: RawPath, trusted: Bool
    ) throws(OptionMistake) {
        let origin = path.display
        if option.kind == .list { try set(option.name, to: "", origin: origin) }
        for value in values {
            let isPath = option.name == "rules" || option.name == "advisories"
            if isPath, !trusted, !Self.staysInFolder(value, of: path) {
                throw OptionMistake(
                    reason: .wrongValue, message: "`rules` may only name files below the configuration's own folder")
            }
            try set(option.name, to: isPath ? Self.resolved(value, besides: path) : value, origin: origin)
        }
    }

    /// True for a relative path without `..` that no link leads out of the folder of `file`. What does not exist stays.
    private static func staysInFolder(_ path: String, of file: RawPath) -> Bool {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return false }
        let slash = file.bytes.lastIndex(of: UInt8(ascii: "/"))
        guard let target = realPath(Array(resolved(path, besides: file).utf8)),
            let folder = realPath(slash.map { Array(file.bytes[...$0]) } ?? [])
        else { return true }
        return target == folder
            || target.starts(with: folder.last == UInt8(ascii: "/") ? folder : folder + Array("/".utf8))
    }

    private static func resolved(_ value: String, besides file: RawPath) -> String {
        guard !value.hasPrefix("/"), let slash = file.bytes.lastIndex(of: UInt8(ascii: "/")) else { return value }
        return String(decoding: file.bytes[...slash], as: UTF8.self) + value
    }
}

extension DocumentNode {
    /// The texts of a scalar (one) or of a list of scalars; nil for anything else.
    fileprivate var flattened: [String]? {
        switch value {
        case .scalar(let text, _): return [text]
        case .sequence(let items):
            let texts = items.compactMap { if case .scalar(let text, _) = $0.value { text } else { nil } }
            return texts.count == items.count ? texts : nil
        case .mapping: return nil
        }
    }
}

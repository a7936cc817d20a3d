package import SentinelModel

/// What a plugin declares about itself, checked.
package struct PluginDescription: Sendable {
    package var id: String
    package var version: String
    package var title: String
    /// The types of files it wants.
    package var fileTypes: FileTypeSet
    package var capabilities: Capabilities
    package var rules: [PluginRule]
    package var options: [PluginOption]
    package var examples: [PluginExample]

    package struct Capabilities: OptionSet, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }
        package static let files = Capabilities(rawValue: 1)
        package static let listings = Capabilities(rawValue: 2)
        package static let patterns = Capabilities(rawValue: 4)

        /// In a fixed order.
        package var names: [String] {
            [(Capabilities.files, "files"), (.listings, "listings"), (.patterns, "patterns")].filter { contains($0.0) }
                .map(\.1)
        }
    }
}

/// A rule of a plugin: its description, and its pattern if it has one.
package struct PluginRule: Sendable {
    package var descriptor: RuleDescriptor
    package var pattern: String
    package var keywords: [String]
    package var appliesTo: FileTypeSet
    /// 0: none declared.
    package var maxLength: Int
}

/// An option of a plugin, with the fields of the engine's own.
package struct PluginOption: Sendable {
    package var name: String
    /// MCPS_OPTION_*.
    package var type: Int
    package var help: String
    package var defaultValue: String
    package var choices: [String]
    package var minimum: Int
    package var maximum: Int

    var isList: Bool { type == 6 }
}

/// A sample of a plugin's rule.
package struct PluginExample: Sendable {
    package var rule: String
    package var fires: Bool
    package var fileName: String
    package var text: String
}

/// Which confinements were active when a plugin host started.
package struct Confinement: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    private static let names = ["no-new-privileges", "limits", "seccomp", "landlock"]

    /// The names of those that were, in a fixed order.
    package var list: [String] {
        Self.names.enumerated().filter { rawValue & (1 << UInt32($0.offset)) != 0 }.map(\.element)
    }
}

extension PluginDescription {
    /// Reads the payload of a DESCRIBED frame. `origin` is the plugin's path.
    static func decode(
        _ payload: ArraySlice<UInt8>, origin: String
    ) throws(PluginFailure) -> (PluginDescription, Confinement) {
        var reader = WireReader(payload)
        let confinement = Confinement(rawValue: try reader.u32())
        _ = try reader.u32()
        let capabilities = Capabilities(rawValue: try reader.u32())
        let (id, version) = (try reader.text(), try reader.text())
        let (title, types) = (try reader.text(), try reader.text())
        guard isName(id) else { throw PluginFailure(.description, "its id `\(id)` is not of the form `acme-keys`") }
        let fileTypes = try fileTypes(types)
        let rules = try reader.list { (reader) throws(PluginFailure) in
            try PluginRule(&reader, plugin: id, version: version, origin: origin)
        }
        let options = try reader.list { (reader) throws(PluginFailure) in try PluginOption(&reader) }
        let examples = try reader.list { (reader) throws(PluginFailure) in try PluginExample(&reader) }
        try reader.end()
        let ids = rules.map(\.descriptor.id)
        guard !ids.isEmpty, Set(ids).count == ids.count else {
            throw PluginFailure(.description, "it declares no rule, or one twice")
        }
        let description = PluginDescription(
            id: id, version: version, title: title, fileTypes: fileTypes, capabilities: capabilities, rules: rules,
            options: options, examples: examples)
        return (description, confinement)
    }

    static func isName(_ id: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return (2...32).contains(id.utf8.count) && id.utf8.first.map(letters.contains) == true
            && id.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// All types for an empty text.
    static func fileTypes(_ names: String) throws(PluginFailure) -> FileTypeSet {
        var found: [FileType] = []
        for name in names.split(separator: " ") {
            guard let type = FileType(name: name) else {
                throw PluginFailure(.description, "it names a file type `\(name)`, which there is not")
            }
            found.append(type)
        }
        return found.isEmpty ? .all : FileTypeSet(found)
    }
}

extension PluginRule {
    fileprivate init(
        _ reader: inout WireReader, plugin: String, version: String, origin: String
    ) throws(PluginFailure) {
        let (severity, confidence) = (try reader.i32(), try reader.i32())
        let flags = try reader.u32()
        let (id, title) = (try reader.text(), try reader.text())
        let (category, cwe) = (try reader.text(), try reader.text())
        let (message, why, fix) = (try reader.text(), try reader.text(), try reader.text())
        let references = try reader.text()
        pattern = try reader.text()
        keywords = try reader.text().split(separator: "\n").map(String.init)
        appliesTo = try PluginDescription.fileTypes(try reader.text())
        maxLength = Int(try reader.u32())
        guard id.hasPrefix(plugin.uppercased() + "-"), id.utf8.count <= 64 else {
            throw PluginFailure(
                .description, "the id of its rule `\(id)` does not begin with `\(plugin.uppercased())-`")
        }
        guard let severity = Severity(rawValue: severity), let confidence = Confidence(rawValue: confidence),
            let category = Category(rawValue: category)
        else {
            throw PluginFailure(
                .description, "its rule `\(id)` has a severity, confidence or category that there is not")
        }
        descriptor = RuleDescriptor(
            id: id, title: title, severity: severity, confidence: confidence, category: category,
            cwe: cwe.split(separator: " ").compactMap { Int($0) }, owaspMCP: [], message: message, why: why, fix: fix,
            references: references.split(separator: "\n").map(String.init), since: version, aliases: [], kind: "plugin",
            origin: origin, isSecret: flags & 1 != 0)
    }
}

extension PluginOption {
    fileprivate init(_ reader: inout WireReader) throws(PluginFailure) {
        type = Int(try reader.i32())
        name = try reader.text()
        help = try reader.text()
        defaultValue = try reader.text()
        choices = try reader.text().split(separator: "\n").map(String.init)
        minimum = Int(try reader.i64())
        maximum = Int(try reader.i64())
    }
}

extension PluginExample {
    fileprivate init(_ reader: inout WireReader) throws(PluginFailure) {
        fires = try reader.i32() != 0
        rule = try reader.text()
        fileName = try reader.text()
        text = try reader.text()
    }
}

// Border.swift - the functions that the scanner calls. The author of a plugin needs none of this.

import CSentinel

extension StaticString {
    /// Ends in NUL, and is never freed.
    var text: mcps_text {
        mcps_text(data: UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self), length: utf8CodeUnitCount)
    }
}

extension String {
    /// The text as C sees it, while `body` runs.
    func lent<Result>(_ body: (mcps_text) -> Result) -> Result {
        withCString { body(mcps_text(data: $0, length: utf8.count)) }
    }
}

extension mcps_text {
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: length) }
    var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension File {
    init(_ lent: UnsafePointer<mcps_plugin_file>) {
        content = lent.pointee.content.bytes
        path = lent.pointee.path.bytes
        types = lent.pointee.types.string
    }
}

/// The instance behind the pointer that the scanner keeps.
private final class Box: Sendable {
    let plugin: any Plugin
    init(_ plugin: any Plugin) { self.plugin = plugin }

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Box? {
        pointer.map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// Runs `body`; an error becomes its status.
private func status(_ body: () throws(PluginError) -> Void) -> Int32 {
    do throws(PluginError) {
        try body()
        return MCPS_OK
    } catch {
        return error.status
    }
}

private func element<Element>(_ elements: [Element], _ index: UInt32) -> Element? {
    index < elements.count ? elements[Int(index)] : nil
}

private func fill(_ out: inout mcps_plugin_rule, _ rule: Rule) {
    out.severity = rule.severity.rawValue
    out.confidence = rule.confidence.rawValue
    out.flags = rule.isSecret ? UInt32(MCPS_RULE_SECRET) : 0
    out.id = rule.id.text
    out.title = rule.title.text
    out.category = rule.category.text
    out.cwe = rule.cwe.text
    out.message = rule.message.text
    out.why = rule.why.text
    out.fix = rule.fix.text
    out.references = rule.references.text
    out.pattern = rule.pattern.text
    out.keywords = rule.keywords.text
    out.applies_to = rule.appliesTo.text
    out.max_length = rule.maxLength
}

private func fill(_ out: inout mcps_option, _ option: OptionSpec) {
    out.name = option.name.text
    out.help = option.help.text
    out.default_value = option.defaultValue.text
    switch option.kind {
    case .bool: out.type = MCPS_OPTION_BOOL
    case .string: out.type = MCPS_OPTION_STRING
    case .list: out.type = MCPS_OPTION_LIST
    case .choice(let choices):
        out.type = MCPS_OPTION_CHOICE
        out.choices = choices.text
    case .int(let bounds):
        out.type = MCPS_OPTION_INT
        out.minimum = bounds.lowerBound
        out.maximum = bounds.upperBound
    }
}

@_cdecl("mcps_plugin_entry")
public func entry(_ host: UnsafePointer<mcps_host>?, _ out: UnsafeMutablePointer<mcps_plugin>?) -> Int32 {
    // A host that is older than this header refuses by the version; one that is newer knows more fields.
    guard let out, Int(out.pointee.struct_size) >= MemoryLayout<mcps_plugin>.size else { return MCPS_ERR_ARGUMENT }
    let described = thePlugin.description
    out.pointee.abi = UInt32(MCPS_PLUGIN_ABI)
    out.pointee.abi_minimum = 1
    out.pointee.capabilities = described.capabilities.rawValue
    out.pointee.id = described.id.text
    out.pointee.version = described.version.text
    out.pointee.title = described.title.text
    out.pointee.file_types = described.fileTypes.text
    out.pointee.rule_count = UInt32(described.rules.count)
    out.pointee.option_count = UInt32(described.options.count)
    out.pointee.example_count = UInt32(described.examples.count)
    setGetters(&out.pointee)
    setLife(&out.pointee)
    setScans(&out.pointee, described.capabilities)
    return MCPS_OK
}

private func setGetters(_ out: inout mcps_plugin) {
    out.rule_at = { index, out in
        guard let out, let rule = element(thePlugin.description.rules, index) else { return MCPS_ERR_ARGUMENT }
        fill(&out.pointee, rule)
        return MCPS_OK
    }
    out.option_at = { index, out in
        guard let out, let option = element(thePlugin.description.options, index) else { return MCPS_ERR_ARGUMENT }
        fill(&out.pointee, option)
        return MCPS_OK
    }
    out.example_at = { index, out in
        guard let out, let example = element(thePlugin.description.examples, index) else { return MCPS_ERR_ARGUMENT }
        out.pointee.fires = example.fires ? 1 : 0
        out.pointee.rule_id = example.rule.text
        out.pointee.file_name = example.file.text
        out.pointee.text = example.text.text
        return MCPS_OK
    }
}

private func setLife(_ out: inout mcps_plugin) {
    out.create = { host, instance in
        guard let host, let instance else { return MCPS_ERR_ARGUMENT }
        return status { () throws(PluginError) in
            let box = Box(try thePlugin.init(host: Host(pointer: host)))
            instance.pointee = Unmanaged.passRetained(box).toOpaque()
        }
    }
    out.destroy = { instance in
        if let instance { Unmanaged<Box>.fromOpaque(instance).release() }
    }
    // A session is the shared instance: there is nothing that a thread needs for itself.
    out.session_new = { _, instance, session in
        session?.pointee = instance
        return MCPS_OK
    }
}

private func setScans(_ out: inout mcps_plugin, _ capabilities: Capabilities) {
    if capabilities.contains(.analyzeFile) {
        out.scan_file = { session, host, file in
            guard let box = Box.at(session), let host, let file else { return MCPS_ERR_ARGUMENT }
            return status { () throws(PluginError) in
                try box.plugin.scanFile(File(file), host: Host(pointer: host))
            }
        }
    }
    if capabilities.contains(.analyzeListing) {
        out.scan_listing = { session, host, file in
            guard let box = Box.at(session), let host, let file else { return MCPS_ERR_ARGUMENT }
            return status { () throws(PluginError) in
                try box.plugin.scanListing(File(file), host: Host(pointer: host))
            }
        }
    }
    if capabilities.contains(.patterns) {
        out.accept = { session, host, file, match, accepted in
            guard let box = Box.at(session), let host, let file, let match, let accepted else {
                return MCPS_ERR_ARGUMENT
            }
            return status { () throws(PluginError) in
                let place = Match(
                    rule: match.pointee.rule_id.string, range: Int(match.pointee.start)..<Int(match.pointee.end))
                accepted.pointee =
                    try box.plugin.accepts(place, in: File(file), host: Host(pointer: host)) ? 1 : 0
            }
        }
    }
}

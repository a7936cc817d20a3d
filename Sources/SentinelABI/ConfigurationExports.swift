public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel
internal import Synchronization

/// What `mcps_config` points to.
final class ConfigurationBox {
    var configuration = Configuration()
    /// The texts that `mcps_option` lends until the next change, by option. Getters make them, and may come from any thread.
    private let texts = Mutex<[String: TextBlock]>([:])

    func forgetTexts() { texts.withLock { $0.removeAll() } }

    func texts(of option: OptionDescriptor) -> TextBlock {
        texts.withLock { known in
            if let found = known[option.name] { return found }
            let made = optionTexts(option, in: configuration)
            known[option.name] = made
            return made
        }
    }
}

/// Texts of the options at their defaults, which live for ever.
private let defaultTexts = Dictionary(
    uniqueKeysWithValues: OptionTable.all.map { ($0.name, optionTexts($0, in: nil)) })

@_cdecl("mcps_config_new") @implementation
public func mcps_config_new(
    _ out: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let out = unsafe try present(out, "out")
        unsafe out.pointee = Handle.give(ConfigurationBox())
        return MCPS_OK
    }
}

@_cdecl("mcps_config_free") @implementation
public func mcps_config_free(_ config: OpaquePointer!) { unsafe Handle.release(ConfigurationBox.self, config) }

@_cdecl("mcps_config_set") @implementation
public func mcps_config_set(
    _ config: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ value: UnsafePointer<CChar>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ConfigurationBox.self, config, "config")
        let name = unsafe try text(name, "name")
        let value = unsafe try text(value, "value")
        do throws(OptionMistake) {
            try box.configuration.set(name, to: value)
        } catch {
            throw Failure(error)
        }
        box.forgetTexts()
        return MCPS_OK
    }
}

@_cdecl("mcps_config_get") @implementation
public func mcps_config_get(
    _ config: OpaquePointer!, _ name: UnsafePointer<CChar>!, _ out: UnsafeMutablePointer<mcps_option>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let name = unsafe try text(name, "name")
        let option: OptionDescriptor
        do throws(OptionMistake) {
            option = try OptionTable.option(named: name)
        } catch {
            throw Failure(error)
        }
        return unsafe try fillOrThrow(
            out, with: record(of: option, in: Handle.object(ConfigurationBox.self, config)), "out")
    }
}

@_cdecl("mcps_config_option_count") @implementation
public func mcps_config_option_count() -> Int { OptionTable.all.count }

@_cdecl("mcps_config_option_at") @implementation
public func mcps_config_option_at(
    _ config: OpaquePointer!, _ index: Int, _ out: UnsafeMutablePointer<mcps_option>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        guard OptionTable.all.indices.contains(index) else { throw .argument("index") }
        let option = OptionTable.all[index]
        return unsafe try fillOrThrow(
            out, with: record(of: option, in: Handle.object(ConfigurationBox.self, config)), "out")
    }
}

@_cdecl("mcps_config_load_file") @implementation
public func mcps_config_load_file(
    _ config: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ConfigurationBox.self, config, "config")
        let path = RawPath(unsafe try rawText(path, "path"))
        do throws(ConfigurationMistake) {
            try box.configuration.load(path, trusted: true)
        } catch {
            throw Failure(error)
        }
        box.forgetTexts()
        return MCPS_OK
    }
}

@_cdecl("mcps_config_discover") @implementation
public func mcps_config_discover(
    _ config: OpaquePointer!, _ start: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ConfigurationBox.self, config, "config")
        let start = RawPath(unsafe try rawText(start, "start"))
        do throws(ConfigurationMistake) {
            let isFound = try box.configuration.discover(from: start)
            box.forgetTexts()
            return isFound ? MCPS_OK : MCPS_END
        } catch {
            throw Failure(error)
        }
    }
}

@_cdecl("mcps_config_add_root") @implementation
public func mcps_config_add_root(
    _ config: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ length: Int,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let box = unsafe try object(ConfigurationBox.self, config, "config")
        let path = unsafe try bytes(UnsafeRawPointer(path), length, "path")
        guard !path.isEmpty, !path.contains(0) else { throw .argument("path") }
        box.configuration.roots.append(RawPath(path))
        return MCPS_OK
    }
}

@_cdecl("mcps_config_schema") @implementation
public func mcps_config_schema(
    _ out: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let out = unsafe try present(out, "out")
        unsafe out.pointee = Handle.give(BufferBox(OptionTable.schema()))
        return MCPS_OK
    }
}

extension Failure {
    init(_ mistake: OptionMistake) {
        self.init(code: mistake.reason == .unknownName ? MCPS_ERR_NOT_FOUND : MCPS_ERR_CONFIG, message: mistake.message)
    }

    init(_ mistake: ConfigurationMistake) {
        self.init(
            code: mistake.isUnreadable ? MCPS_ERR_IO : MCPS_ERR_CONFIG, message: mistake.message,
            offset: Int64(mistake.offset))
    }
}

private func optionTexts(_ option: OptionDescriptor, in configuration: Configuration?) -> TextBlock {
    var choices: [String] = []
    if case .choice(let known) = option.kind { choices = known }
    return TextBlock([
        option.name, option.help, option.defaultValue,
        configuration.map { option.readable($0.value(of: option)) } ?? option.defaultValue,
        configuration?.origin(of: option) ?? "default", choices.joined(separator: "\n"), option.group,
    ])
}

private func record(of option: OptionDescriptor, in box: ConfigurationBox?) -> mcps_option {
    let block = box?.texts(of: option) ?? defaultTexts[option.name] ?? TextBlock([String]())
    let bounds = option.bounds
    return unsafe mcps_option(
        struct_size: 0, type: option.typeCode, name: block[0], help: block[1], default_value: block[2], value: block[3],
        origin: block[4], choices: block[5], minimum: Int64(bounds.lowerBound), maximum: Int64(bounds.upperBound),
        group: block[6], allowed_when_discovered: option.isAllowedWhenDiscovered ? 1 : 0, reserved: 0)
}

extension OptionDescriptor {
    /// A canonical value as people write it, and as `mcps_config_set` takes it: `10MB`, `30s`.
    fileprivate func readable(_ canonical: String) -> String {
        let units: [(Int, String)]
        switch kind {
        case .size: units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "KB"), (1, "")]
        case .duration: units = [(1000, "s"), (1, "ms")]
        default: return canonical
        }
        guard let number = Int(canonical) else { return canonical }
        let unit = units.first { number.isMultiple(of: $0.0) } ?? (1, "")
        return "\(number / unit.0)\(unit.1)"
    }

    fileprivate var typeCode: Int32 {
        switch kind {
        case .bool: MCPS_OPTION_BOOL
        case .int: MCPS_OPTION_INT
        case .size: MCPS_OPTION_SIZE
        case .duration: MCPS_OPTION_DURATION
        case .choice: MCPS_OPTION_CHOICE
        case .string: MCPS_OPTION_STRING
        case .list: MCPS_OPTION_LIST
        }
    }

    fileprivate var bounds: ClosedRange<Int> {
        switch kind {
        case .int(let range), .size(let range), .duration(let range): range
        default: 0...0
        }
    }
}

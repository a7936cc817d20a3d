public import CMCPSentinel
internal import SentinelEngine
internal import SentinelModel

@_cdecl("mcps_plugin_check") @implementation
public func mcps_plugin_check(
    _ config: OpaquePointer!, _ path: UnsafePointer<CChar>!, _ in_process: Int32, _ report: mcps_check_fn!,
    _ context: UnsafeMutableRawPointer!, _ failed: UnsafeMutablePointer<Int>!,
    _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let configuration = unsafe Handle.object(ConfigurationBox.self, config)?.configuration ?? Configuration()
        let path = RawPath(unsafe try rawText(path, "path"))
        let examiner = PluginExaminer(path, configuration, alsoInProcess: in_process != 0) { step in
            guard let report = unsafe report else { return }
            let texts = TextBlock([step.name, step.message])
            var record = unsafe mcps_check_step(
                struct_size: size(of: mcps_check_step.self), outcome: step.outcome.rawValue, name: texts[0],
                message: texts[1], time: UInt64(clamping: step.time))
            withExtendedLifetime(texts) { unsafe report(context, &record) }
        }
        let count = examiner.run()
        if let failed = unsafe failed { unsafe failed.pointee = count }
        return MCPS_OK
    }
}

@_cdecl("mcps_plugin_trust") @implementation
public func mcps_plugin_trust(
    _ path: UnsafePointer<CChar>!, _ lock: UnsafePointer<CChar>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let path = RawPath(unsafe try rawText(path, "path"))
        let lock = RawPath(unsafe try rawText(lock, "lock"))
        do throws(EngineMistake) { try PluginTrust.trust(path, lock: lock) } catch { throw Failure(error) }
        return MCPS_OK
    }
}

@_cdecl("mcps_plugin_verify") @implementation
public func mcps_plugin_verify(
    _ lock: UnsafePointer<CChar>!, _ report: mcps_locked_fn!, _ context: UnsafeMutableRawPointer!,
    _ wrong: UnsafeMutablePointer<Int>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> Int32 {
    unsafe guarded(error) { () throws(Failure) -> Int32 in
        let lock = RawPath(unsafe try rawText(lock, "lock"))
        let found: [LockedPluginReport]
        do throws(EngineMistake) { found = try PluginTrust.verify(lock: lock) } catch { throw Failure(error) }
        for plugin in found {
            guard let report = unsafe report else { break }
            let texts = TextBlock([plugin.path.bytes, Array(plugin.digest.utf8), Array(plugin.message.utf8)])
            var record = unsafe mcps_locked_plugin(
                struct_size: size(of: mcps_locked_plugin.self), state: plugin.state, path: texts[0], digest: texts[1],
                message: texts[2])
            withExtendedLifetime(texts) { unsafe report(context, &record) }
        }
        if let wrong = unsafe wrong { unsafe wrong.pointee = found.count { $0.state != MCPS_LOCKED_OK } }
        return MCPS_OK
    }
}

/// What a struct that the library hands out says of its size.
private func size<Struct>(of type: Struct.Type) -> UInt32 { UInt32(MemoryLayout<Struct>.size) }

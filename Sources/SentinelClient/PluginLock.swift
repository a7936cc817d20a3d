internal import CMCPSentinel

/// A plugin of a lock file, held against the file that is there; see `mcps_locked_plugin`.
package struct LockedPlugin: Hashable, Sendable {
    package enum State: Int32, Sendable {
        case ok = 0
        case changed
        case missing
        case refused

        package var name: String { String(describing: self) }
    }

    package var path: RawPath
    /// The digest that is trusted.
    package var digest: String
    package var state: State
    /// Why it is not well; empty where it is.
    package var message: String
}

/// A file that lists the plugins that may be loaded.
package struct PluginLock: Sendable {
    package var path: RawPath

    package init(_ path: RawPath) { self.path = path }

    /// Puts the plugin at `plugin`, as it is now, into the file, which is made if there is none.
    package func trust(_ plugin: RawPath) throws(SentinelError) {
        try withCText(plugin.bytes, named: "a path") { plugin throws(SentinelError) in
            try withCText(path.bytes, named: "a path") { lock throws(SentinelError) in
                try call { error in unsafe mcps_plugin_trust(plugin.address, lock.address, error.address) }
            }
        }
    }

    /// Every plugin of the file, in its order.
    package func verify() throws(SentinelError) -> [LockedPlugin] {
        var found: [LockedPlugin] = []
        let receiver = Receiver<LockedPlugin> { found.append($0) }
        try withCText(path.bytes, named: "a path") { lock throws(SentinelError) in
            try call { error in
                unsafe mcps_plugin_verify(
                    lock.address, passLocked, Unmanaged.passUnretained(receiver).toOpaque(), nil, error.address)
            }
        }
        return withExtendedLifetime(receiver) { found }
    }
}

private let passLocked: mcps_locked_fn = { context, plugin in
    guard let context = unsafe context, let plugin = unsafe plugin?.pointee else { return }
    unsafe Unmanaged<Receiver<LockedPlugin>>.fromOpaque(context).takeUnretainedValue().receive(
        LockedPlugin(
            path: RawPath(bytes: bytes(plugin.path)), digest: string(plugin.digest),
            state: .init(rawValue: plugin.state) ?? .refused, message: string(plugin.message)))
}

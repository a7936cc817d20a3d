internal import Glibc
package import SentinelModel
internal import SentinelPlugins

/// What a lock file says of a plugin, and how the file that is there compares.
package struct LockedPluginReport: Sendable {
    package var path: RawPath
    /// The digest that is trusted.
    package var digest: String
    /// MCPS_LOCKED_*.
    package var state: Int32
    /// Why it is not well; empty where it is.
    package var message: String
}

/// Which plugins may be loaded, kept in a lock file. Nothing here runs any of them.
package enum PluginTrust {
    /// Puts the plugin at `path`, as it is now, into the lock file, which is made if there is none.
    package static func trust(_ path: RawPath, lock: RawPath) throws(EngineMistake) {
        guard let place = absolute(path), place.resolved != nil else {
            throw EngineMistake(.unreadable, "\(path.display): there is no such file")
        }
        let digest: String
        do throws(PluginFailure) { digest = try PluginLibrary(place, lock: nil).digest } catch {
            throw EngineMistake(.option, "\(path.display): the plugin cannot be trusted: \(error.message)")
        }
        guard !place.bytes.contains(0x0A) else {
            throw EngineMistake(.option, "\(path.display): a path with a line end cannot stand in a lock file")
        }
        do throws(PluginLockFile.Mistake) {
            try PluginLockFile(lock).trust([PluginLock.Entry(digest: digest, path: place)])
        } catch {
            throw EngineMistake(error)
        }
    }

    /// Holds each plugin of the lock file against the file that is there now.
    package static func verify(lock: RawPath) throws(EngineMistake) -> [LockedPluginReport] {
        let entries: [PluginLock.Entry]
        do throws(PluginLockFile.Mistake) { entries = try PluginLockFile(lock).read().entries } catch {
            throw EngineMistake(error)
        }
        return entries.map { entry in
            let found = LockedPlugin(entry)
            return LockedPluginReport(
                path: entry.path, digest: entry.digest, state: found.state.rawValue, message: found.message)
        }
    }

    /// The path from the root on, through no link but perhaps its last component: a link that is turned to another file must
    /// show. Nil if there is no such folder.
    private static func absolute(_ path: RawPath) -> RawPath? {
        let slash = UInt8(ascii: "/")
        let name = path.bytes.lastIndex(of: slash).map { path.bytes[($0 + 1)...] } ?? path.bytes[...]
        guard !name.isEmpty, let folder = path.folder.resolved else { return nil }
        return RawPath((folder.bytes == [slash] ? [] : folder.bytes) + [slash] + name)
    }
}

extension EngineMistake {
    init(_ mistake: PluginLockFile.Mistake) {
        self.init(mistake.isUnreadable ? .unreadable : .option, mistake.message)
    }
}

/// Why a plugin could not be used, or was lost in a file: a sentence that follows its name.
package struct PluginFailure: Error, Hashable, Sendable {
    package enum Kind: Sendable {
        /// The file is not one that may be loaded.
        case refused
        /// The plugin host could not be started, or is not there.
        case host
        /// The library is not a plugin, or not one that works with this scanner.
        case load
        /// What it says about itself is wrong.
        case description
        /// It said no, to its options or for a reason of its own.
        case create
        case crashed
        case timedOut
        /// It sent what is not of the protocol.
        case garbled
        /// It failed too often and is left alone for a while.
        case suspended
        case cancelled
    }

    package var kind: Kind
    package var message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

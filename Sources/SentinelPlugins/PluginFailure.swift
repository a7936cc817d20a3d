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

    /// The step of loading that a plugin did not pass, in their order. Raw values are the names that people read.
    package enum Stage: String, CaseIterable, Sendable {
        case file, host, confine, load, open, entry, version, size, functions, description, options, create
    }

    package var kind: Kind
    package var message: String
    /// Nil where it was not being loaded.
    package var stage: Stage?

    package init(_ kind: Kind, _ message: String, at stage: Stage? = nil) {
        self.kind = kind
        self.message = message
        self.stage = stage
    }

    /// Runs a step of loading; what fails in it without saying where failed there.
    static func at<Result>(
        _ stage: Stage, _ body: () throws(PluginFailure) -> Result
    ) throws(PluginFailure) -> Result {
        do throws(PluginFailure) { return try body() } catch {
            throw PluginFailure(error.kind, error.message, at: error.stage ?? stage)
        }
    }
}

import ArgumentParser
import SentinelClient

/// A path on the command line, any bytes.
struct Path: ExpressibleByArgument {
    let raw: RawPath

    init(argument: String) { raw = RawPath(bytes: RawArguments.bytes(of: argument)) }

    static var defaultCompletionKind: CompletionKind { .file() }
}

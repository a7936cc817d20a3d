internal import CMCPSentinel

/// What a call into the library came to: `MCPS_OK`, `MCPS_STOPPED` and so on. A struct and not an enum, so that a code
/// that a later library adds can be carried and named.
package struct Status: RawRepresentable, Hashable, Sendable {
    /// The number that stands in `mcpsentinel_types.h`.
    package var rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    package static let ok = Status(rawValue: MCPS_OK)
    package static let stopped = Status(rawValue: MCPS_STOPPED)
    package static let limited = Status(rawValue: MCPS_LIMITED)
    package static let timeout = Status(rawValue: MCPS_TIMEOUT)
    package static let end = Status(rawValue: MCPS_END)
    package static let argument = Status(rawValue: MCPS_ERR_ARGUMENT)
    package static let state = Status(rawValue: MCPS_ERR_STATE)
    package static let resource = Status(rawValue: MCPS_ERR_RESOURCE)
    package static let io = Status(rawValue: MCPS_ERR_IO)
    package static let config = Status(rawValue: MCPS_ERR_CONFIG)
    package static let rule = Status(rawValue: MCPS_ERR_RULE)
    package static let notFound = Status(rawValue: MCPS_ERR_NOT_FOUND)
    package static let forked = Status(rawValue: MCPS_ERR_FORKED)
    package static let output = Status(rawValue: MCPS_ERR_OUTPUT)
    package static let internalFault = Status(rawValue: MCPS_ERR_INTERNAL)

    /// The constant's name, such as `MCPS_ERR_CONFIG`.
    package var name: String { unsafe string(mcps_status_name(rawValue)) }
}

/// The library that is linked in.
package enum Library {
    /// Its version, such as `0.1.0`.
    package static var version: String { unsafe String(cString: mcps_version()) }

    /// How many of its releases added symbols or fields.
    package static var abiVersion: UInt32 { mcps_abi_version() }

    /// The output formats it can write.
    package static var formats: [Format] {
        (0..<mcps_format_count()).compactMap { index in
            var name = unsafe mcps_text()
            var description = unsafe mcps_text()
            guard unsafe mcps_format_at(index, &name, &description) == MCPS_OK else { return nil }
            return Format(name: unsafe string(name), summary: unsafe string(description))
        }
    }
}

/// An output format.
package struct Format: Hashable, Sendable {
    /// The name that `Scan.addOutput` and `Report.render` take.
    package var name: String
    /// One line about it.
    package var summary: String
}

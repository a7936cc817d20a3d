public import CMCPSentinel
internal import SentinelModel

@_cdecl("mcps_abi_version") @implementation
public func mcps_abi_version() -> UInt32 { UInt32(MCPS_ABI_VERSION) }

private let versionText = TextBlock([sentinelVersion])

@_cdecl("mcps_version") @implementation
public func mcps_version() -> UnsafePointer<CChar>! { unsafe versionText[0].data }

@_cdecl("mcps_status_name") @implementation
public func mcps_status_name(_ status: Int32) -> mcps_text { unsafe staticText(name(of: status)) }

private func name(of status: Int32) -> StaticString {
    switch status {
    case MCPS_OK: "MCPS_OK"
    case MCPS_STOPPED: "MCPS_STOPPED"
    case MCPS_LIMITED: "MCPS_LIMITED"
    case MCPS_TIMEOUT: "MCPS_TIMEOUT"
    case MCPS_END: "MCPS_END"
    case MCPS_ERR_ARGUMENT: "MCPS_ERR_ARGUMENT"
    case MCPS_ERR_STATE: "MCPS_ERR_STATE"
    case MCPS_ERR_RESOURCE: "MCPS_ERR_RESOURCE"
    case MCPS_ERR_IO: "MCPS_ERR_IO"
    case MCPS_ERR_CONFIG: "MCPS_ERR_CONFIG"
    case MCPS_ERR_RULE: "MCPS_ERR_RULE"
    case MCPS_ERR_NOT_FOUND: "MCPS_ERR_NOT_FOUND"
    case MCPS_ERR_FORKED: "MCPS_ERR_FORKED"
    case MCPS_ERR_OUTPUT: "MCPS_ERR_OUTPUT"
    case MCPS_ERR_INTERNAL: "MCPS_ERR_INTERNAL"
    default: "unknown"
    }
}

/// The class of weakness a rule looks for; `properties.category` in SARIF. The raw value is the name in every format.
package enum Category: String, CaseIterable, Sendable {
    case commandInjection = "command-injection"
    case codeInjection = "code-injection"
    case pathTraversal = "path-traversal"
    case ssrf = "ssrf"
    case sqlInjection = "sql-injection"
    case xss = "xss"
    case deserialization = "deserialization"
    case hardcodedSecret = "hardcoded-secret"
    case toolPoisoning = "tool-poisoning"
    case promptInjection = "prompt-injection"
    case hiddenUnicode = "hidden-unicode"
    case networkExposure = "network-exposure"
    case missingAuth = "missing-auth"
    case insecureTLS = "insecure-tls"
    case weakCrypto = "weak-crypto"
    case supplyChain = "supply-chain"
    case insecureConfig = "insecure-config"
    case excessivePermission = "excessive-permission"
    case sensitiveLogging = "sensitive-logging"
    case tokenPassthrough = "token-passthrough"
    case other = "other"
}

/// The OWASP MCP Top 10 (2025, beta). Titles as in OWASP/www-project-mcp-top-10, index.md.
package enum OWASPMCP: String, CaseIterable, Sendable {
    case mcp01 = "MCP01"
    case mcp02 = "MCP02"
    case mcp03 = "MCP03"
    case mcp04 = "MCP04"
    case mcp05 = "MCP05"
    case mcp06 = "MCP06"
    case mcp07 = "MCP07"
    case mcp08 = "MCP08"
    case mcp09 = "MCP09"
    case mcp10 = "MCP10"

    package var title: String {
        switch self {
        case .mcp01: "Token Mismanagement & Secret Exposure"
        case .mcp02: "Privilege Escalation via Scope Creep"
        case .mcp03: "Tool Poisoning"
        case .mcp04: "Software Supply Chain Attacks & Dependency Tampering"
        case .mcp05: "Command Injection & Execution"
        case .mcp06: "Intent Flow Subversion"
        case .mcp07: "Insufficient Authentication & Authorization"
        case .mcp08: "Lack of Audit and Telemetry"
        case .mcp09: "Shadow MCP Servers"
        case .mcp10: "Context Injection & Over-Sharing"
        }
    }
}

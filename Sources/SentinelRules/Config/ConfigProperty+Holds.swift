internal import SentinelDocuments

extension ConfigProperty {
    func holds(for node: DocumentNode) -> Bool {
        switch self {
        case .mapping: node.kind == .mapping
        case .list: node.kind == .sequence
        case .scalar: node.kind.isScalar
        case .string: node.kind == .string || node.kind == .plain
        case .number: node.kind == .number
        case .boolean: node.kind == .boolean
        case .null: node.kind == .null
        case .empty:
            switch node.kind {
            case .mapping: !node.entries.contains { _ in true }
            case .sequence: !node.items.contains { _ in true }
            default: node.bytes.isEmpty
            }
        case .loopbackURL: host(of: node).map(Self.isLoopback) ?? false
        case .privateURL: host(of: node).map { Self.isLoopback($0) || Self.isPrivate($0) } ?? false
        case .numericURL: host(of: node).map { Self.isIPv4($0) || $0.contains(":") } ?? false
        case .unpinnedNPM: node.kind.isScalar && Self.isUnpinnedNPM(node.text)
        case .unpinnedPython: node.kind.isScalar && Self.isUnpinnedPython(node.text)
        case .unpinnedImage: node.kind.isScalar && Self.isUnpinnedImage(node.text)
        case .placeholder: node.kind.isScalar && Placeholder.isLikely(Array(node.bytes))
        }
    }

    /// The host of an address, in lower case; nil where the value is none.
    private func host(of node: DocumentNode) -> String? {
        let text = node.text.lowercased()
        guard let scheme = text.firstRange(of: "://") else { return nil }
        var host = text[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
        return String(host.prefix { $0 != ":" })
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == "0.0.0.0"
            || host == "host.docker.internal" || (isIPv4(host) && host.hasPrefix("127."))
    }

    /// Addresses of RFC 1918 and 4193, names without a dot, and domains that no public server answers for.
    private static func isPrivate(_ host: String) -> Bool {
        if isIPv4(host) {
            let second = Int(host.split(separator: ".")[1]) ?? 0
            return host.hasPrefix("10.") || host.hasPrefix("192.168.") || host.hasPrefix("169.254.")
                || (host.hasPrefix("172.") && 16...31 ~= second)
        }
        if host.contains(":") { return host.hasPrefix("fc") || host.hasPrefix("fd") || host.hasPrefix("fe80") }
        return !host.isEmpty
            && (!host.contains(".")
                || [".local", ".internal", ".lan", ".svc", ".test", ".home.arpa", ".cluster.local"].contains(
                    where: host.hasSuffix))
    }

    private static func isIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { Int($0).map { 0...255 ~= $0 } ?? false }
    }
}

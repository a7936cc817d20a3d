internal import SentinelPackages

/// What addresses in lock files tell.
enum LockAddress {
    private static let registries: Set<String> = [
        "registry.npmjs.org", "registry.yarnpkg.com", "registry.npmjs.com", "npm.pkg.github.com",
        "registry.npmmirror.com",
        "registry.npm.taobao.org", "registry.nlark.com", "cdn.npmmirror.com", "r.cnpmjs.org", "npm.jsr.io",
        "pypi.org", "files.pythonhosted.org", "pypi.python.org", "download.pytorch.org", "pypi.nvidia.com",
        "pypi.tuna.tsinghua.edu.cn", "mirrors.aliyun.com", "pypi.mirrors.ustc.edu.cn", "mirrors.cloud.tencent.com",
        "test.pypi.org",
    ]
    /// Hosts of repositories: their archives of a commit hold what the commit holds.
    private static let repositories: Set<String> = ["codeload.github.com", "github.com", "gitlab.com", "bitbucket.org"]

    static func isRegistry(_ host: String) -> Bool { registries.contains(host) }

    static func host(of address: String) -> String? {
        guard let scheme = address.firstRange(of: "://") else { return nil }
        var host = address[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        let name = host.prefix { $0 != ":" }.lowercased()
        return name.isEmpty ? nil : name
    }

    static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host.hasPrefix("10.") || host.hasPrefix("192.168.")
            || !host.contains(".") || host.hasSuffix(".local") || host.hasSuffix(".internal")
    }

    /// True for an archive of a commit, as npm names those of GitHub.
    static func isArchiveOfCommit(_ entry: Dependency) -> Bool {
        guard let address = entry.address?.text, let host = host(of: address), repositories.contains(host) else {
            return false
        }
        return address.split(whereSeparator: { "/.?#".contains($0) }).contains {
            $0.utf8.count == 40 && Dependency.Origin.isCommit(String($0))
        }
    }

    /// The package in an address of npm's form, `.../@scope/name/-/name-1.0.0.tgz`; nil for any other.
    static func packageName(in address: String) -> String? {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard path.hasSuffix(".tgz"), let mark = path.firstRange(of: "/-/") else { return nil }
        let parts = path[..<mark.lowerBound].split(separator: "/")
        guard let name = parts.last else { return nil }
        if let scope = parts.dropLast().last {
            if scope.hasPrefix("@") { return "\(scope)/\(name)" }
            if scope.hasPrefix("%40") { return "@\(scope.dropFirst(3))/\(name)" }
        }
        return decoded(name)
    }

    /// `@scope%2fname`.
    private static func decoded(_ name: Substring) -> String {
        guard name.hasPrefix("@") || name.hasPrefix("%40") else { return String(name) }
        let plain = name.hasPrefix("%40") ? "@" + name.dropFirst(3) : name
        for mark in ["%2f", "%2F"] {
            if let found = plain.firstRange(of: mark) {
                return "\(plain[..<found.lowerBound])/\(plain[found.upperBound...])"
            }
        }
        return String(plain)
    }

    /// True for an address that a registry of npm's kind would have for the package: private ones are on any host.
    static func hasRegistryLayout(_ address: String, name: String) -> Bool {
        packageName(in: address).map { $0.lowercased() == name.lowercased() } ?? false
    }
}

// weak-keys: a plugin for MCP Sentinel that finds certificates and public keys which are too weak to be relied on.
//
// The scanner finds them by their patterns; whether one is weak stands in the bytes that they encode.

import KeyChecks

/// The plugin of this library.
let thePlugin: any Plugin.Type = WeakKeys.self

struct WeakKeys: Plugin {
    static let description = Description(
        id: "weak-keys",
        version: "1.0.0",
        title: "Certificates and public keys that are too weak",
        capabilities: .patterns,
        rules: Rules.all,
        options: [
            OptionSpec(
                name: "minimum_bits", kind: .int(512...16_384),
                help: "RSA and DSA keys of fewer bits are weak.", defaultValue: "2048")
        ],
        examples: Examples.all)

    private let checks: KeyChecks

    init(host: Host) throws(PluginError) {
        checks = KeyChecks(minimumBits: Int(try host.option("minimum_bits")) ?? 2048)
    }

    func accepts(_ match: Match, in file: File, host: Host) throws(PluginError) -> Bool {
        let text = UnsafeRawBufferPointer(rebasing: file.content[match.range])
        if match.rule == Rules.sshKey.description { return checks.isWeakSSHKey(text) }
        guard let der = Self.encoded(text) else { return false }
        switch match.rule {
        case Rules.certificateKey.description: return checks.hasWeakKey(certificate: der)
        case Rules.certificateSignature.description: return checks.hasWeakSignature(certificate: der)
        default:
            let isPKCS1 = text.starts(with: "-----BEGIN RSA".utf8)
            return isPKCS1 ? checks.isWeakRSAKey(der: der) : checks.isWeakPublicKey(der: der)
        }
    }

    /// What a PEM text (RFC 7468) encodes: between the hyphens stand `BEGIN ...`, that, and `END ...`.
    private static func encoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        let parts = text.split(separator: UInt8(ascii: "-"))
        return parts.count == 3 ? decodedBase64(parts[1]) : nil
    }
}

/// The rules, and their ids.
enum Rules {
    static let certificateKey: StaticString = "WEAK-KEYS-CERTIFICATE-KEY"
    static let certificateSignature: StaticString = "WEAK-KEYS-CERTIFICATE-SIGNATURE"
    static let publicKey: StaticString = "WEAK-KEYS-PUBLIC-KEY"
    static let sshKey: StaticString = "WEAK-KEYS-SSH"

    private static let certificate: StaticString =
        #"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s\\]{64,16384}-----END CERTIFICATE-----"#

    private static let publicKeyText: StaticString =
        #"-----BEGIN (?:RSA )?PUBLIC KEY-----[A-Za-z0-9+/=\s\\]{64,8192}-----END (?:RSA )?PUBLIC KEY-----"#

    static let all = [
        Rule(
            id: certificateKey, severity: .medium, confidence: .high,
            title: "Certificate with a weak key", category: "weak-crypto", cwe: "326",
            message: "The certificate's key is too weak",
            why: "Whoever factors the key, or finds its logarithm, can pose as the certificate's owner.",
            fix: "Replace it by one with an RSA key of 2,048 bits or more, or one on the curve P-256.",
            references: "https://doi.org/10.6028/NIST.SP.800-57pt1r5", pattern: certificate),
        Rule(
            id: certificateSignature, severity: .medium, confidence: .high,
            title: "Certificate with a signature that can be forged", category: "weak-crypto", cwe: "327 328",
            message: "The certificate is signed with MD5 or SHA-1",
            why: "Certificates with the same digest can be made, so the signature does not show whose it is.",
            fix: "Have it issued anew with SHA-256.",
            references: "https://shattered.io/", pattern: certificate),
        Rule(
            id: publicKey, severity: .medium, confidence: .high,
            title: "Weak public key", category: "weak-crypto", cwe: "326",
            message: "The public key is too weak",
            why: "The private key can be computed from it.",
            fix: "Make a new pair: RSA of 2,048 bits or more, or one on the curve P-256.",
            references: "https://doi.org/10.6028/NIST.SP.800-57pt1r5",
            pattern: publicKeyText),
        Rule(
            id: sshKey, severity: .medium, confidence: .high,
            title: "Weak key for SSH", category: "weak-crypto", cwe: "326",
            message: "The key for SSH is too weak",
            why: "Whoever computes its private key can log in where it is authorised.",
            fix: "Make a new pair with `ssh-keygen -t ed25519`, and remove this key wherever it is authorised.",
            references: "https://www.openssh.com/releasenotes.html",
            pattern: #"\bssh-(?:rsa|dss) AAAA[A-Za-z0-9+/]{40,6000}={0,2}"#),
    ]
}

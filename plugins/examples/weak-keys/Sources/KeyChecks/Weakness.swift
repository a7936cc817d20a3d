/// What is wrong with a key or a certificate. All functions answer false for what they cannot read: a pattern's match
/// that is not a key is nobody's concern.
package struct KeyChecks: Sendable {
    /// The least bits of an RSA modulus.
    package var minimumBits: Int

    package init(minimumBits: Int) { self.minimumBits = minimumBits }

    /// Of a line of `authorized_keys` or an `.pub` file, from `ssh-` on (RFC 4253, section 6.6).
    package func isWeakSSHKey(_ text: some Collection<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, let bytes = decodedBase64(parts[1]) else { return false }
        var rest = bytes[...]
        guard let kind = Self.string(&rest) else { return false }
        // DSA keys for SSH have 1,024 bits, whatever they say.
        if kind.elementsEqual("ssh-dss".utf8) { return Self.string(&rest) != nil }
        guard kind.elementsEqual("ssh-rsa".utf8), let exponent = Self.string(&rest), let modulus = Self.string(&rest)
        else { return false }
        return isWeakRSA(modulus: modulus, exponent: exponent)
    }

    /// Of `RSA PUBLIC KEY` (PKCS #1).
    package func isWeakRSAKey(der: [UInt8]) -> Bool {
        var reader = DERReader(der[...])
        return reader.sequence().map(isWeakRSA) ?? false
    }

    /// Of `PUBLIC KEY` (X.509's SubjectPublicKeyInfo).
    package func isWeakPublicKey(der: [UInt8]) -> Bool {
        var reader = DERReader(der[...])
        return reader.sequence().map(isWeakKeyInfo) ?? false
    }

    /// Whether the key of a certificate is weak.
    package func hasWeakKey(certificate der: [UInt8]) -> Bool {
        Certificate(der).map { isWeakKeyInfo($0.key) } ?? false
    }

    /// Whether the signature of a certificate can be forged. That of a root certificate is not asked: nobody checks it.
    package func hasWeakSignature(certificate der: [UInt8]) -> Bool {
        guard let certificate = Certificate(der), !certificate.isSelfIssued else { return false }
        return ObjectID.weakSignatures.contains { certificate.signature.elementsEqual($0) }
    }

    private func isWeakKeyInfo(_ info: DERReader) -> Bool {
        var info = info
        guard var algorithm = info.sequence(), let kind = algorithm.next(.object),
            let bits = info.next(.bitString)?.dropFirst()
        else { return false }
        if kind.elementsEqual(ObjectID.dsa) {
            // p, of 1,024 bits in nearly all of them.
            guard var parameters = algorithm.sequence(), let prime = parameters.next(.integer) else { return false }
            return bitCount(prime) < minimumBits
        }
        if kind.elementsEqual(ObjectID.ec) {
            guard let curve = algorithm.next(.object) else { return false }
            return ObjectID.weakCurves.contains { curve.elementsEqual($0) }
        }
        guard kind.elementsEqual(ObjectID.rsa) else { return false }
        var key = DERReader(bits)
        return key.sequence().map(isWeakRSA) ?? false
    }

    private func isWeakRSA(_ key: DERReader) -> Bool {
        var key = key
        guard let modulus = key.next(.integer), let exponent = key.next(.integer) else { return false }
        return isWeakRSA(modulus: modulus, exponent: exponent)
    }

    /// An exponent of 1 leaves the text as it is.
    private func isWeakRSA(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) -> Bool {
        let bits = bitCount(modulus)
        return bits > 0 && (bits < minimumBits || bitCount(exponent) <= 1)
    }

    /// SSH's string: four bytes of length, and that many.
    private static func string(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.count >= 4 else { return nil }
        let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count - 4 >= length else { return nil }
        defer { rest = rest.dropFirst(4 + length) }
        return rest.dropFirst(4).prefix(length)
    }
}

/// The parts of an X.509 certificate (RFC 5280) that are asked for.
private struct Certificate {
    var signature: ArraySlice<UInt8>
    var isSelfIssued: Bool
    var key: DERReader

    init?(_ der: [UInt8]) {
        var outer = DERReader(der[...])
        guard var whole = outer.sequence(), var signed = whole.sequence(), var algorithm = whole.sequence(),
            let signature = algorithm.next(.object)
        else { return nil }
        _ = signed.next(.version)
        // Serial number, signature's algorithm, issuer, validity, subject, key.
        guard signed.next(.integer) != nil, signed.next(.sequence) != nil, let issuer = signed.next(.sequence),
            signed.next(.sequence) != nil, let subject = signed.next(.sequence), let key = signed.sequence()
        else { return nil }
        self.signature = signature
        self.key = key
        isSelfIssued = issuer.elementsEqual(subject)
    }
}

/// Object identifiers, as DER encodes them.
private enum ObjectID {
    private static let pkcs1: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]
    private static let x962: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D]
    private static let x957: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04]
    private static let certicom: [UInt8] = [0x2B, 0x81, 0x04, 0x00]

    static let rsa = pkcs1 + [0x01]
    static let ec = x962 + [0x02, 0x01]
    static let dsa = x957 + [0x01]
    /// With MD2, MD4, MD5 and SHA-1.
    static let weakSignatures = [2, 3, 4, 5].map { pkcs1 + [$0] } + [x962 + [0x04, 0x01], x957 + [0x03]]
    /// Of fewer than 224 bits: prime192v1 to v3, and SEC's from secp112r1 to sect163r2.
    static let weakCurves =
        [1, 2, 3].map { x962 + [0x03, 0x01, $0] }
        + [1, 2, 4, 5, 6, 7, 8, 9, 15, 22, 23, 24, 25, 28, 29, 30, 31].map { certicom + [$0] }
}

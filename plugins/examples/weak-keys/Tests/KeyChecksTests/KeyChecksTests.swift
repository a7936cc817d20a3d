import KeyChecks
import Testing

/// The first line's marks and the last one's are not base64.
private func der(_ pem: String) throws -> [UInt8] {
    let lines = pem.split(separator: "\n").dropFirst().dropLast()
    return try #require(decodedBase64(Array(lines.joined(separator: "\n").utf8)))
}

struct KeyChecksTests {
    let checks = KeyChecks(minimumBits: 2048)

    @Test(arguments: [
        ("", ""), ("TQ==", "M"), ("TWE=", "Ma"), ("TWFu", "Man"), ("TW\nFu", "Man"), (#"TW\nFu"#, "Man"), ("TWE", "Ma"),
    ])
    func base64(_ text: String, _ expected: String) {
        #expect(decodedBase64(Array(text.utf8)) == Array(expected.utf8))
    }

    @Test(arguments: ["T", "TW!u", "T=Wu", #"TWFu\"#, #"TWFu\x"#, "TQ==="])
    func notBase64(_ text: String) {
        #expect(decodedBase64(Array(text.utf8)) == nil)
    }

    @Test func strength() throws {
        #expect(checks.isWeakPublicKey(der: try der(Samples.rsa512)))
        #expect(!KeyChecks(minimumBits: 512).isWeakPublicKey(der: try der(Samples.rsa512)))
        #expect(checks.isWeakPublicKey(der: try der(Samples.dsa1024)))
        #expect(!KeyChecks(minimumBits: 1024).isWeakPublicKey(der: try der(Samples.dsa1024)))
        #expect(!checks.hasWeakKey(certificate: try der(Samples.sha1)))
        #expect(checks.hasWeakSignature(certificate: try der(Samples.sha1)))
    }

    @Test func exponentOfOne() {
        // SEQUENCE { INTEGER of 2,048 bits, INTEGER 1 }
        let modulus: [UInt8] = [0x02, 0x82, 0x01, 0x00, 0xC1] + [UInt8](repeating: 7, count: 255)
        #expect(checks.isWeakRSAKey(der: [0x30, 0x82, 0x01, 0x07] + modulus + [0x02, 0x01, 0x01]))
        #expect(!checks.isWeakRSAKey(der: [0x30, 0x82, 0x01, 0x07] + modulus + [0x02, 0x01, 0x03]))
    }

    /// Cut off or changed anywhere, what is read stays inside of the bytes: a trap would end the test.
    @Test func hostileBytes() throws {
        let bytes = try der(Samples.sha1)
        for count in bytes.indices {
            _ = checks.hasWeakSignature(certificate: Array(bytes[..<count]))
            for value: UInt8 in [0, 0x30, 0x7F, 0x80, 0x84, 0xFF] {
                var changed = bytes
                changed[count] = value
                _ = checks.hasWeakSignature(certificate: changed)
                _ = checks.hasWeakKey(certificate: changed)
                _ = checks.isWeakPublicKey(der: changed)
            }
        }
        #expect(!checks.isWeakSSHKey(Array("ssh-rsa /////w==".utf8)))
        #expect(!checks.isWeakSSHKey(Array("ssh-rsa".utf8)))
    }
}

/// Made for these tests; nobody uses them.
private enum Samples {
    static let rsa512 = """
        -----BEGIN PUBLIC KEY-----
        MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJsc9Llc+AasfDP4OKTVDNEC7qDhK61y
        qEXw+v3QoSoYAmhi2ljUIRNjLaZvKZxv3GD2S+pGt2lia/HHgieBbKcCAwEAAQ==
        -----END PUBLIC KEY-----
        """
    static let dsa1024 = """
        -----BEGIN PUBLIC KEY-----
        MIIBvzCCATQGByqGSM44BAEwggEnAoGBANuif5xncf9bBs+TBtTLRzQwt9/x9Ko1
        /yQpuqijtbhVuV6AMK69d6b9gUjfKn7CQBE3OZnlXH55ooG1yG/BJpvR0Z9jsb7l
        vUF1Mm+eeD79gOP/IOho/Lk7tqfDTSiLJgBambsGqjk92wLqZoxTuk0UkrnV05vY
        8cNbi1yiM8mtAh0AtxJAms1/OFLQyzBHDvFqqkFTblE/hl6XhJ6RDwKBgQCdwDvV
        YWXPG+ixEFoN1rKOMqkZowqFmGHnvdCyugeEyFvLZmcCNnkRJdZ3kM/oiowCyzsb
        5WaFet+Epcx/d7EAhIexyFD1HYZTFN6m3KxE0spkwlST0OK4/CiJ9OIoeguOo3pb
        Gq2ULKliFpA0qwFehumyDmSH9WABIow8FeLDkwOBhAACgYBO/vGd5h1HyosaRf9E
        9PVS90ld1VXh5PQMrFzFeajfg6SDye/ZBjgMOMRXC15wjtWsFwGxv9SoTk/+6U8M
        WXn4rRlYCAxfzDFE0h2f8hk3So66y3BWb7Vmn/bLJhcHACdvkaD+RPkO4oPTgtfR
        NHik4IJaEja6pJ7De6KT4K39/A==
        -----END PUBLIC KEY-----
        """
    static let sha1 = """
        -----BEGIN CERTIFICATE-----
        MIIBEDCBtwIBAjAJBgcqhkjOPQQBMA8xDTALBgNVBAMMBFJvb3QwIBcNMjYxMTIz
        MDAxMTUxWhgPMjEyNjEwMzAwMDExNTFaMBkxFzAVBgNVBAMMDnNlcnZlci5leGFt
        cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErqqYlYt91Pyiv7x1m2NAkFqr
        iiWBi8in1yBqw0issHIjG2tiwJDifY0ew1TxVxDtmE7WfetqAiiHsIm5kOOPEjAJ
        BgcqhkjOPQQBA0kAMEYCIQDVfNPSUCT1hOSjSHGbFwj/iNTenyB8waaxE6TWDETO
        gAIhAOOlHGs0L20jooQfMG8FuartFvkLlzR+pt49YwRj7Mlf
        -----END CERTIFICATE-----
        """
}

// Examples.swift - keys and certificates made for these examples; nobody uses them.

enum Examples {
    static let all = [
        Example(
            fires: true, rule: Rules.certificateKey, file: "server.pem",
            text: """
                \u{27E6}-----BEGIN CERTIFICATE-----
                MIIBcTCCARugAwIBAgIUVYmU49Do9pjNFL2A6qwRL1pwXUgwDQYJKoZIhvcNAQEL
                BQAwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjMwMDExNTFaGA8yMTI2MTAzMDAwMTE1
                MVowDDEKMAgGA1UEAwwBYTBcMA0GCSqGSIb3DQEBAQUAA0sAMEgCQQCbHPS5XPgG
                rHwz+Dik1QzRAu6g4SutcqhF8Pr90KEqGAJoYtpY1CETYy2mbymcb9xg9kvqRrdp
                Ymvxx4IngWynAgMBAAGjUzBRMB0GA1UdDgQWBBRKeawx1QgvXI6pHbs8nHT/vKy9
                UTAfBgNVHSMEGDAWgBRKeawx1QgvXI6pHbs8nHT/vKy9UTAPBgNVHRMBAf8EBTAD
                AQH/MA0GCSqGSIb3DQEBCwUAA0EAdVnfOAzTUQ910hRLXA7WS+BFKVt/CQLIaCzW
                e9j5qsjN/FqfXyNXuFUAtJ7NXFCtLZ7qjJpvV7DaFPvPHm8Ynw==
                -----END CERTIFICATE-----\u{27E7}

                """),
        Example(
            fires: false, rule: Rules.certificateKey, file: "server.pem",
            text: """
                -----BEGIN CERTIFICATE-----
                MIIBEDCBtwIBAjAJBgcqhkjOPQQBMA8xDTALBgNVBAMMBFJvb3QwIBcNMjYxMTIz
                MDAxMTUxWhgPMjEyNjEwMzAwMDExNTFaMBkxFzAVBgNVBAMMDnNlcnZlci5leGFt
                cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErqqYlYt91Pyiv7x1m2NAkFqr
                iiWBi8in1yBqw0issHIjG2tiwJDifY0ew1TxVxDtmE7WfetqAiiHsIm5kOOPEjAJ
                BgcqhkjOPQQBA0kAMEYCIQDVfNPSUCT1hOSjSHGbFwj/iNTenyB8waaxE6TWDETO
                gAIhAOOlHGs0L20jooQfMG8FuartFvkLlzR+pt49YwRj7Mlf
                -----END CERTIFICATE-----

                """),
        Example(
            fires: false, rule: Rules.certificateKey, file: "broken.pem",
            text: """
                -----BEGIN CERTIFICATE-----
                MIIBEDCBtwIBAjAJBgcqhkjOPQQBMA8xDTALBgNVBAMMBFJvb3QwIBcNMjYxMTIz
                MDAxMTUxWhgPMjEyNjEwMzAwMDExNTFaMBkx
                -----END CERTIFICATE-----

                """),
        Example(
            fires: true, rule: Rules.certificateSignature, file: "server.pem",
            text: """
                \u{27E6}-----BEGIN CERTIFICATE-----
                MIIBEDCBtwIBAjAJBgcqhkjOPQQBMA8xDTALBgNVBAMMBFJvb3QwIBcNMjYxMTIz
                MDAxMTUxWhgPMjEyNjEwMzAwMDExNTFaMBkxFzAVBgNVBAMMDnNlcnZlci5leGFt
                cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErqqYlYt91Pyiv7x1m2NAkFqr
                iiWBi8in1yBqw0issHIjG2tiwJDifY0ew1TxVxDtmE7WfetqAiiHsIm5kOOPEjAJ
                BgcqhkjOPQQBA0kAMEYCIQDVfNPSUCT1hOSjSHGbFwj/iNTenyB8waaxE6TWDETO
                gAIhAOOlHGs0L20jooQfMG8FuartFvkLlzR+pt49YwRj7Mlf
                -----END CERTIFICATE-----\u{27E7}

                """),
        Example(
            fires: false, rule: Rules.certificateSignature, file: "server.pem",
            text: """
                -----BEGIN CERTIFICATE-----
                MIIBETCBuAIBAzAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARSb290MCAXDTI2MTEy
                MzAwMTE1MVoYDzIxMjYxMDMwMDAxMTUxWjAZMRcwFQYDVQQDDA5zZXJ2ZXIuZXhh
                bXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABK6qmJWLfdT8or+8dZtjQJBa
                q4olgYvIp9cgasNIrLByIxtrYsCQ4n2NHsNU8VcQ7ZhO1n3ragIoh7CJuZDjjxIw
                CgYIKoZIzj0EAwIDSAAwRQIhALhw9pbt7OsHZPk56xYSXCqL7ys4TzHiwQbnemZL
                rWHWAiB6PuvSESmSpg7cd71JEXDJgO3flZH5+wDQRzq/OEVoGQ==
                -----END CERTIFICATE-----

                """),
        Example(
            fires: false, rule: Rules.certificateSignature, file: "root.pem",
            text: """
                -----BEGIN CERTIFICATE-----
                MIIBczCCARqgAwIBAgIUPnWpp54e2LGh1PxYTNQjXeg4KXAwCQYHKoZIzj0EATAP
                MQ0wCwYDVQQDDARSb290MCAXDTI2MTEyMzAwMTE1MVoYDzIxMjYxMDMwMDAxMTUx
                WjAPMQ0wCwYDVQQDDARSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErqqY
                lYt91Pyiv7x1m2NAkFqriiWBi8in1yBqw0issHIjG2tiwJDifY0ew1TxVxDtmE7W
                fetqAiiHsIm5kOOPEqNTMFEwHQYDVR0OBBYEFFz5uUHtm5ffukyrqEVVFzvarCyG
                MB8GA1UdIwQYMBaAFFz5uUHtm5ffukyrqEVVFzvarCyGMA8GA1UdEwEB/wQFMAMB
                Af8wCQYHKoZIzj0EAQNIADBFAiBzENM8rDoeaEQKErb2cWxTm1Xw5uhv4QedB726
                DSBCpQIhAL7yLHxd1Nm1soJXL3+CBiniW3m8/IWsF+jfrdI0J5Hy
                -----END CERTIFICATE-----

                """),
        Example(
            fires: true, rule: Rules.publicKey, file: "keys.py",
            text: """
                KEY = '''\u{27E6}-----BEGIN PUBLIC KEY-----
                MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJsc9Llc+AasfDP4OKTVDNEC7qDhK61y
                qEXw+v3QoSoYAmhi2ljUIRNjLaZvKZxv3GD2S+pGt2lia/HHgieBbKcCAwEAAQ==
                -----END PUBLIC KEY-----\u{27E7}'''

                """),
        Example(
            fires: true, rule: Rules.publicKey, file: "keys.js",
            text: """
                const key = "\u{27E6}-----BEGIN PUBLIC KEY-----\\nMEkwEwYHKoZIzj0CAQYIKoZIzj0DAQEDMg\
                AE7DKUz0n7wi2PGkmVN3fEr53sshN8\\n6TcAo0tKukK2lO6wZ0YrLdiSLQewQZ1GD/4M\\n-----END PUBLIC KEY-----\u{27E7}";

                """),
        Example(
            fires: true, rule: Rules.publicKey, file: "key.pem",
            text: """
                \u{27E6}-----BEGIN RSA PUBLIC KEY-----
                MEgCQQCbHPS5XPgGrHwz+Dik1QzRAu6g4SutcqhF8Pr90KEqGAJoYtpY1CETYy2m
                bymcb9xg9kvqRrdpYmvxx4IngWynAgMBAAE=
                -----END RSA PUBLIC KEY-----\u{27E7}

                """),
        Example(
            fires: false, rule: Rules.publicKey, file: "key.pem",
            text: """
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErqqYlYt91Pyiv7x1m2NAkFqriiWB
                i8in1yBqw0issHIjG2tiwJDifY0ew1TxVxDtmE7WfetqAiiHsIm5kOOPEg==
                -----END PUBLIC KEY-----

                """),
        Example(
            fires: false, rule: Rules.publicKey, file: "key.pem",
            text: """
                -----BEGIN PUBLIC KEY-----
                MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApmz5vMU+2n4qVCo2MDbT
                FGIVvBCBsbHeU0exSn73FLbGrIJZAN5Agx+vxa1SsDsWYbzBoqAmBjMWMAr0D30R
                eB6dL+zVZIZ/Ecyyofhiz/r0Hd0NpDYkoF+RbDTGtahc5aOC92fTZc8OQs9WlyEi
                g8Dy4Zp2rrWhcyBVu24hHaNmPYCafOZLlhBq0ui7uNM4TsYk0owJsyfZCTXjZxhl
                wwPc7WUpzrFoqalTSRxLn4bcTx574Js4sctUTG+ohjogxqymvp+pg6KcX+S4hhlw
                bqvFn4BaFu7FC8iWbPAc5foMij/JGx8k2Y5KirJX2CGiYJntPSxhPc0A1CmV5lf0
                xwIDAQAB
                -----END PUBLIC KEY-----

                """),
        Example(
            fires: true, rule: Rules.sshKey, file: "authorized_keys.txt",
            text: """
                \u{27E6}ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQCbHPS5XPgGrHwz+Dik1QzRAu6g4SutcqhF8Pr90KEqGAJoYtp\
                Y1CETYy2mbymcb9xg9kvqRrdpYmvxx4IngWyn\u{27E7} me@example.com

                """),
        Example(
            fires: false, rule: Rules.sshKey, file: "id_rsa.pub",
            text: """
                ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCmbPm8xT7afipUKjYwNtMUYhW8EIGxsd5TR7FKfvcUtsasglkA\
                3kCDH6/FrVKwOxZhvMGioCYGMxYwCvQPfRF4Hp0v7NVkhn8RzLKh+GLP+vQd3Q2kNiSgX5FsNMa1qFzlo4L3Z9Nl\
                zw5Cz1aXISKDwPLhmnautaFzIFW7biEdo2Y9gJp85kuWEGrS6Lu40zhOxiTSjAmzJ9kJNeNnGGXDA9ztZSnOsWip\
                qVNJHEufhtxPHnvgmzixy1RMb6iGOiDGrKa+n6mDopxf5LiGGXBuq8WfgFoW7sULyJZs8Bzl+gyKP8kbHyTZjkqK\
                slfYIaJgme09LGE9zQDUKZXmV/TH me@example.com

                """),
        Example(
            fires: false, rule: Rules.sshKey, file: "readme.md",
            text: """
                ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQCb... me@example.com

                """),
    ]
}

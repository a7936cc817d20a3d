internal import SentinelModel

extension String {
    /// The last of the names that dots join: `run` of `self.client.run`.
    var lastName: String { lastPart(separatedBy: UInt8(ascii: ".")) }
}

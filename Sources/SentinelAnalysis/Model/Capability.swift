/// What code can do to the world around it.
package enum Capability: String, CaseIterable, Sendable {
    case fileRead = "file-read"
    case fileWrite = "file-write"
    case execute
    case network
    case secretRead = "secret-read"
    case database
    case destructive
}

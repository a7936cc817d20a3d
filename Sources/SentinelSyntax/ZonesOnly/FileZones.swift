/// The zones of a file, read no further than they are asked about. Reused for one file after the other; used by one thread at a time.
///
/// Most languages are read where the file lies. Scripts and Go are parsed for it: what a slash or a bracket means there shows in nothing less.
@safe
package final class FileZones {
    /// How much is read behind what is asked about, where what else its line says may stand.
    private let behind: Int
    private var bytes = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var language = Language.python
    private var zones = Zones()
    /// For languages that are parsed.
    private var tree: SyntaxTree?
    /// How many bytes were read.
    private var covered = 0
    /// Of Python: true where a text would document what it begins.
    private var opensBody = true

    package init(behind: Int = 64 << 10) { self.behind = behind }

    /// Begins with a file, whose bytes must stay until `end`.
    package func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ language: Language) {
        // Offsets are 32 bits; what lies behind is code.
        unsafe self.bytes = unsafe UnsafeBufferPointer(rebasing: bytes.prefix(Int(Int32.max) - 1))
        self.language = language
        zones.removeAll()
        covered = 0
        opensBody = true
    }

    package func end() {
        unsafe bytes = UnsafeBufferPointer(start: nil, count: 0)
        // Room for the largest file of a scan would be kept for all of it.
        if tree?.isLarge == true { tree = nil }
        if zones.isLarge { zones = Zones() }
    }

    /// The zone of the byte at `offset`.
    package func kind(at offset: Int) -> ZoneKind {
        if offset >= covered, unsafe covered < bytes.count { read(past: offset) }
        guard covered > 0 else { return .code }
        return isParsed ? tree?.zones.kind(at: offset) ?? .code : zones.kind(at: offset)
    }

    /// All zones of the file.
    package func all() -> Zones {
        if unsafe covered < bytes.count { unsafe read(past: bytes.count) }
        // The tree is that of the file before while nothing is read of this one.
        return isParsed ? covered > 0 ? tree?.zones ?? Zones() : Zones() : zones
    }

    private var isParsed: Bool { language == .markdown || language.hasOutline && language != .python }

    private func read(past offset: Int) {
        if language == .python { return readStatements(past: offset) }
        // From the start again; each further look doubles what is read.
        covered = unsafe min(bytes.count, max(offset + behind, 2 * covered))
        if isParsed {
            let tree = self.tree ?? SyntaxTree()
            self.tree = tree
            return unsafe tree.parse(UnsafeBufferPointer(rebasing: bytes[..<covered]), as: language)
        }
        zones.removeAll()
        var lexer = unsafe ZoneLexer(
            UnsafeBufferPointer(rebasing: bytes[..<covered]), language, adding: zones.take())
        lexer.readAll()
        zones = lexer.zones
    }

    private func readStatements(past offset: Int) {
        var lexer = unsafe ZoneLexer(bytes, .python, adding: zones.take())
        lexer.at = covered
        lexer.python(past: offset, &opensBody)
        covered = lexer.at
        zones = lexer.zones
    }
}

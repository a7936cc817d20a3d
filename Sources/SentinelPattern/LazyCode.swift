internal import Synchronization

/// A pattern's compiled form, made when it is first asked for. Asking again costs one atomic load and touches no
/// reference count, which workers would fight over.
final class LazyCode: Sendable {
    private enum State {
        case waiting
        case compiled(PCRE2Code)
        case failed(PatternError)
    }

    private let source: [UInt8]
    private let unicode: Bool
    let anchored: Bool
    private let state = Mutex(State.waiting)
    /// The address of PCRE2's code, which `state` keeps alive as long as this object lives; 0 until it is there.
    private let ready = Atomic<UInt>(0)

    init(_ source: [UInt8], unicode: Bool, anchored: Bool) {
        self.source = source
        self.unicode = unicode
        self.anchored = anchored
    }

    /// PCRE2's code, valid as long as this object; nil if the pattern does not compile.
    var pointer: OpaquePointer? {
        if let pointer = unsafe OpaquePointer(bitPattern: ready.load(ordering: .acquiring)) { return unsafe pointer }
        guard let code = try? compiled() else { return nil }
        return unsafe code.pointer
    }

    func compiled() throws(PatternError) -> PCRE2Code { try state.withLock { compileOnce(&$0) }.get() }

    private func compileOnce(_ state: inout State) -> Result<PCRE2Code, PatternError> {
        switch state {
        case .compiled(let code): return .success(code)
        case .failed(let error): return .failure(error)
        case .waiting: break
        }
        do throws(PatternError) {
            let code = try PCRE2Code(source, unicode: unicode, anchored: anchored)
            state = .compiled(code)
            ready.store(unsafe UInt(bitPattern: code.pointer), ordering: .releasing)
            return .success(code)
        } catch {
            state = .failed(error)
            return .failure(error)
        }
    }
}

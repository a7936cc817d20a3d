extension SyntaxTree {
    /// Lends the source, with its padding behind it, for as long as a parser works.
    func withBase(_ body: (UnsafePointer<UInt8>) -> Void) {
        unsafe storage.withUnsafeBufferPointer { source in
            // Nothing but `start` fills the storage, and it puts padding there.
            if let base = source.baseAddress { unsafe body(base) }
        }
    }
}

extension SyntaxTree {
    /// Lends the source and the padding behind it for a whole parse.
    func withBase(_ body: (UnsafePointer<UInt8>) -> Void) {
        unsafe storage.withUnsafeBufferPointer { if let base = $0.baseAddress { unsafe body(base) } }
    }
}

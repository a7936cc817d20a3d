/// Elements that are read in the innermost loops: never changed, and no bounds are checked, so indices must come from whoever
/// made the table.
@safe final class FixedTable<Element: BitwiseCopyable>: @unchecked Sendable {
    private let elements: UnsafeMutableBufferPointer<Element>

    init(_ elements: [Element]) {
        unsafe self.elements = .allocate(capacity: elements.count)
        _ = unsafe self.elements.initialize(from: elements)
    }

    deinit { unsafe elements.deallocate() }

    @inline(__always)
    subscript(_ index: Int) -> Element { unsafe elements[index] }
}

/// YAML 1.1 as libyaml reads it.
package enum YAML {
    package typealias Limits = DocumentLimits

    /// Parses all documents in `bytes` (UTF-8 or UTF-16 with BOM). Throws the first mistake with its place.
    package static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(DocumentError) -> [DocumentNode] {
        let tree = unsafe bytes.withUnsafeBufferPointer {
            unsafe DocumentReader.read($0, as: .yaml, limits: limits)
        }
        if let mistake = tree.mistake { throw mistake }
        return tree.documents
    }

    /// Reads the builder's source up to the first mistake.
    static func read(_ builder: DocumentBuilder) -> DocumentBuilder {
        var reader = YAMLEventReader(builder.source)
        defer { reader.close() }
        var trees = YAMLTreeBuilder(builder)
        do throws(DocumentBuilder.Mistake) {
            while let event = try reader.next() { try trees.take(event) }
        } catch {
            trees.stop(error)
        }
        return trees.builder
    }
}

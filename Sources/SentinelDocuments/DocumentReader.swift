/// Reads a file as a document of one format.
package enum DocumentReader {
    /// What could be read, and the first mistake; never fails. Offsets are those of `bytes`.
    package static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, as format: DocumentFormat, limits: DocumentLimits = DocumentLimits()
    ) -> DocumentTree {
        guard bytes.count <= min(limits.bytes, Int(UInt32.max) - DocumentSource.padding) else {
            var builder = DocumentBuilder(
                unsafe DocumentSource(UnsafeBufferPointer(start: nil, count: 0)), limits: limits)
            builder.note("larger than \(limits.bytes) bytes", at: 0)
            builder.isPartial = true
            return DocumentTree(builder, format: format)
        }
        let builder = DocumentBuilder(unsafe DocumentSource(bytes), limits: limits)
        return DocumentTree(read(builder, as: format), format: format)
    }

    /// The same of an array.
    package static func read(
        _ bytes: [UInt8], as format: DocumentFormat, limits: DocumentLimits = DocumentLimits()
    ) -> DocumentTree {
        unsafe bytes.withUnsafeBufferPointer { unsafe read($0, as: format, limits: limits) }
    }

    private static func read(_ builder: DocumentBuilder, as format: DocumentFormat) -> DocumentBuilder {
        switch format {
        case .json: JSONReader.read(builder, JSONReader.Dialect())
        case .jsonc: JSONReader.read(builder, JSONReader.Dialect(isTolerant: true))
        case .jsonLines: JSONReader.read(builder, JSONReader.Dialect(isLines: true))
        case .yaml: YAML.read(builder)
        case .yamlTemplate: YAMLTemplate.read(builder)
        case .toml: TOMLReader.read(builder)
        case .dotenv: DotenvReader.read(builder)
        case .ini: INIReader.read(builder)
        case .dockerfile: DockerfileReader.read(builder)
        case .requirements: RequirementsReader.read(builder)
        }
    }
}

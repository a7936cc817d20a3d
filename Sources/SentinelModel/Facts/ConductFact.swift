/// Something that code of a server does, wherever it stands in the file.
package struct ConductFact: Sendable {
    package enum Kind: String, Sendable {
        /// A text is decoded and run as code.
        case decodedRun
        /// A function calls itself in every case.
        case endlessRecursion
        /// Processes, threads or open files are made in a loop without a bound worth the name.
        case unboundedSpawn
        /// One step takes more memory or time than a machine has.
        case excessiveWork
        /// A prompt is put together with a parameter that nothing sets apart.
        case builtPrompt
        /// A tool's answer has a parameter's text among its own lines.
        case echoedText
    }

    package var kind: Kind
    package var place: Range<Int>
    /// A part of a sentence: what is run, made or put in.
    package var detail: String

    package init(_ kind: Kind, _ place: Range<Int>, _ detail: String) {
        self.kind = kind
        self.place = place
        self.detail = detail
    }
}

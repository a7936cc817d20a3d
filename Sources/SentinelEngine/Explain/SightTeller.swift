internal import SentinelAnalysis
internal import SentinelModel
internal import SentinelSyntax

/// Puts what a run met at a sink into words.
struct SightTeller {
    /// What stands before paths where they are shown.
    private let prefix: RawPath

    init(_ prefix: RawPath) { self.prefix = prefix }

    func reasons(_ verdict: FlowSight.Verdict) -> [String] {
        switch verdict {
        case .reached: ["something from outside reaches it"]
        case .condition(let argument, let value): [Self.condition(argument, value)]
        case .untouched(let makeup): [told(makeup)]
        case .cleaned(let cleanings):
            cleanings.isEmpty
                ? ["what reaches it was made harmless or checked on the way"]
                : cleanings.map {
                    "what reaches it is made harmless or checked by \(quoted($0.what)) (\(place($0.place)))"
                }
        case .form(let form): [Self.told(form)]
        case .source(let source): ["what reaches it is \(Self.told(source)), which the rule does not mean"]
        case .noCaller:
            [
                "it runs a list of arguments, and no caller of its function is known: whoever calls it may well choose the program"
            ]
        }
    }

    private static func condition(_ argument: String, _ value: String) -> String {
        let name = Int(argument).map { "argument \($0 + 1)" } ?? "`\(argument)`"
        return switch value {
        case "present": "\(name) is not given"
        case "absent": "\(name) is given"
        default: "\(name) is not \(value)"
        }
    }

    private func told(_ makeup: FlowMakeup) -> String {
        switch makeup {
        case .constant: "what is dangerous in it is constant"
        case .made(let call, let made):
            "nothing from outside reaches it: it is what \(quoted(call)) makes (\(place(made)))"
        case .unknown: "nothing from outside is known to reach it"
        }
    }

    private static func told(_ form: FlowSink.Form) -> String {
        switch form {
        case .any, .command, .interpreter: "what reaches it is an argument of a fixed program, which no shell reads"
        case .text, .regex, .document: "what reaches it is no text from outside as a whole"
        case .filter, .joined, .page: "what reaches it stands where it cannot change what the text around it means"
        case .built: "what reaches it is not put together with other text, or stands where a query takes values"
        case .whole: "what reaches it is a part of a text"
        case .host, .redirect: "the host of the address is fixed"
        case .address: "what reaches it can name no other place below the address"
        case .path: "the path can neither climb with `..` nor start anew"
        case .options, .option: "the program cannot take it for an option, or does no harm with one"
        }
    }

    private static func told(_ source: FlowSource) -> String {
        switch source {
        case .tool: "a parameter of a handler"
        case .http: "of a request"
        case .model: "a model's answer"
        case .secret, .credential: "a secret"
        case .environment: "the environment"
        case .privateFile: "a private file"
        case .file: "a file's content"
        case .caller: "a parameter of a function that nobody is known to call"
        }
    }

    private func quoted(_ name: String) -> String { name.hasPrefix("a ") ? name : "`\(name)`" }

    func place(_ place: Reference) -> String {
        let line = SyntaxTree.line(of: place.range.lowerBound, in: place.file.lineStarts)
        return "\(prefix.appending(place.file.path).display):\(line)"
    }
}

/// What a rule of `kind: flow` says: what may not reach what, and what makes it harmless on the way.
package struct FlowRule: Hashable, Sendable {
    package var sources: Set<FlowSource>
    package var sinks: [FlowSink]
    /// Calls whose result is harmless for this rule, by full name.
    package var sanitizers: [String]
    /// Checks after which a value is harmless for this rule, beside those that make it harmless for all.
    package var guards: Set<FlowGuard>

    package init(
        sources: Set<FlowSource>, sinks: [FlowSink], sanitizers: [String] = [], guards: Set<FlowGuard> = []
    ) {
        self.sources = sources
        self.sinks = sinks
        self.sanitizers = sanitizers
        self.guards = guards
    }
}

/// Where text comes from that somebody else controls.
package enum FlowSource: String, CaseIterable, Sendable {
    /// Parameters of handlers of tools, prompts and resources: whatever the model was led to say.
    case tool
    /// Fields of an HTTP request.
    case http
    /// What a language model answered: sampling, elicitation, completions.
    case model
    /// Environment variables, fields and keys whose name tells of a secret.
    case secret
    /// Parameters and variables whose name tells of a secret: what the caller knows already.
    case credential
    /// All environment variables, or whichever the caller asks for.
    case environment
    /// Files that hold secrets: keys of SSH, credentials of clouds, stores of browsers.
    case privateFile = "private-file"
    /// Content of files.
    case file
    /// Parameters of functions of which no caller is known.
    case caller

    package static let standard: Set<FlowSource> = [.tool, .http, .model, .caller]
    /// What is secret by itself; followed in a run of its own.
    package static let secrets: Set<FlowSource> = [.secret, .credential, .environment, .privateFile]
}

/// A check that makes a value harmless where it holds.
package enum FlowGuard: String, CaseIterable, Sendable {
    /// A resolved path lies below a folder.
    case containment
    /// The host of an address is one of a list, or no private one.
    case host
    /// It does not begin with a dash.
    case noDash = "no-dash"
    /// What a shell, a database or an interpreter reads was seen to, by a function that is named for it.
    case command, query, code
}

/// A place that text must not reach unchecked.
package struct FlowSink: Hashable, Sendable {
    package enum Form: String, CaseIterable, Sendable {
        /// Any text with something of a source in it.
        case any
        /// A text itself; not a list or object with such texts in it.
        case text
        /// A text that is put together from pieces, whatever it begins with.
        case joined
        /// A text that is put together from pieces and begins with a parenthesis, as filters of LDAP do.
        case filter
        /// A text that is put together from pieces and begins with markup.
        case page
        /// Like `host`, but not the address of the request itself.
        case redirect
        /// What may be an object where a text is expected: of a request's body, or of its query in scripts.
        case document
        /// A text that is matched with a regular expression which may take long over it.
        case regex
        /// A text that is put together from pieces; not a whole one, which is meant to be what it is.
        case built
        /// A whole text from a source; not one put together.
        case whole
        /// A text in which a source controls the scheme or host of an address.
        case host
        /// A text with a source in it behind a host that is fixed.
        case address
        /// A path.
        case path
        /// A program's argument list, or one text that a shell reads.
        case command
        /// An argument list: what an interpreter of a language is given to run.
        case interpreter
        /// An argument list: texts that the program may take for options.
        case options
        /// One argument of a program, which may take it for an option.
        case option
    }

    package enum Language: String, CaseIterable, Sendable { case python, javascript, go }

    package var language: Language
    /// Full names (`subprocess.run`), methods of whatever object (`?.execute`), what is assigned to (`=innerHTML`).
    package var calls: [String]
    /// Which arguments: positions (`0`), names (`args`), all of them (`*`).
    package var arguments: [String]
    package var form: Form
    /// What constant arguments must be: by name or position; `absent` and `present` are values too.
    package var conditions: [Condition]

    package struct Condition: Hashable, Sendable {
        package var argument: String
        package var value: String

        package init(argument: String, value: String) {
            self.argument = argument
            self.value = value
        }
    }

    package init(
        _ language: Language, calls: [String], arguments: [String] = ["0"], form: Form = .any,
        conditions: [Condition] = []
    ) {
        self.language = language
        self.calls = calls
        self.arguments = arguments
        self.form = form
        self.conditions = conditions
    }
}

/// A way over the network to what a server does.
package struct EntryFact: Sendable {
    package enum Kind: String, Sendable {
        /// A library's transport.
        case transport
        /// A route of the program's own that hands requests to a transport.
        case forwarding
        /// A route of the program's own that runs tools by itself.
        case running
    }

    /// Where it is listened, as far as the file says.
    package enum Host: String, Sendable {
        case unknown, loopback, all
        /// One address of the machine, by its number or name.
        case named
    }

    package var kind: Kind
    /// `sse`, `POST /mcp`.
    package var name: String
    package var host: Host
    /// True if something in the file asks who a client is.
    package var asksWho: Bool
    /// True if something in the file, or the library by itself, looks at `Host` or `Origin`.
    package var checksOrigin: Bool
    /// True if what a request says reaches something that runs commands or programs.
    package var runsCommands: Bool
    package var place: Range<Int>

    package init(
        _ kind: Kind, name: String, host: Host, asksWho: Bool, checksOrigin: Bool, runsCommands: Bool,
        place: Range<Int>
    ) {
        self.kind = kind
        self.name = name
        self.host = host
        self.asksWho = asksWho
        self.checksOrigin = checksOrigin
        self.runsCommands = runsCommands
        self.place = place
    }
}

/// A check of who somebody is that keeps nobody out.
package struct CredentialFact: Sendable {
    package enum Check: String, Sendable {
        /// Whether there is one, or what it looks like.
        case presence
        /// Whether it is a text that stands in the program.
        case constant
        /// Whether the caller says that they have a role.
        case claim
        /// Nothing: the function that should check lets everybody in.
        case nothing
    }

    package var check: Check
    package var name: String
    package var owner: String
    package var place: Range<Int>

    package init(check: Check, name: String, owner: String, place: Range<Int>) {
        self.check = check
        self.name = name
        self.owner = owner
        self.place = place
    }
}

/// What a handler looks up by a person's name that it was given.
package struct LookupFact: Sendable {
    package var parameter: String
    package var place: Range<Int>

    package init(parameter: String, place: Range<Int>) {
        self.parameter = parameter
        self.place = place
    }
}

/// Something secret in what the model is shown.
package struct LeakFact: Sendable {
    package enum Kind: String, Sendable {
        case environment
        /// A variable of the environment whose name is given.
        case variable
        /// Something that is named as a secret.
        case secret
        /// Where the program was when it failed.
        case trace
    }

    package var kind: Kind
    package var name: String
    package var owner: String
    /// True if it stands in what is declared, not in an answer.
    package var isDeclared: Bool
    package var place: Range<Int>

    package init(kind: Kind, name: String, owner: String, isDeclared: Bool, place: Range<Int>) {
        self.kind = kind
        self.name = name
        self.owner = owner
        self.isDeclared = isDeclared
        self.place = place
    }
}

/// Something from outside that is handed on as it is.
package struct RelayFact: Sendable {
    package enum Kind: String, Sendable {
        /// The credentials of a request, to another server.
        case credentials
        /// An address that a server named, to what opens it.
        case address
    }

    package var kind: Kind
    package var name: String
    /// What it is handed to.
    package var target: String
    package var place: Range<Int>

    package init(kind: Kind, name: String, target: String, place: Range<Int>) {
        self.kind = kind
        self.name = name
        self.target = target
        self.place = place
    }
}

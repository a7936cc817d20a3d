internal import SentinelModel
internal import SentinelSyntax

/// What is known of a value on its way. Nearly all values are harmless and nothing is known of them: what is beyond the taint lies in a box of
/// its own, so that a value is copied at the cost of one reference.
struct FlowValue {
    var taint: Taint?
    private var box: Box?

    private final class Box {
        var shape = TextShape.whole
        var fields: [String: FlowValue]?
        var isList = false
        var isRequest = false
        var length: Int32 = -1
        var known: FlowKnown?
        var function: Reference?
        var truth: Truth?
        var builtAt: Reference?
        var isShifted = false

        init() {}

        init(_ other: Box) {
            shape = other.shape
            fields = other.fields
            isList = other.isList
            isRequest = other.isRequest
            length = other.length
            known = other.known
            function = other.function
            truth = other.truth
            builtAt = other.builtAt
            isShifted = other.isShifted
        }
    }

    static var harmless: FlowValue { FlowValue() }

    init(taint: Taint? = nil, shape: TextShape = .whole, truth: Truth? = nil) {
        self.taint = taint
        if shape != .whole { self.shape = shape }
        if truth != nil { self.truth = truth }
    }

    /// The box to write to.
    private mutating func own() -> Box {
        if let box, isKnownUniquelyReferenced(&self.box) { return box }
        let made = box.map { Box($0) } ?? Box()
        box = made
        return made
    }

    var shape: TextShape {
        get { box?.shape ?? .whole }
        set { if box != nil || newValue != .whole { own().shape = newValue } }
    }

    /// Keys of an object, items of a list (`#0`): where they differ from the whole.
    var fields: [String: FlowValue]? {
        get { box?.fields }
        set { if box != nil || newValue != nil { own().fields = newValue } }
        _modify {
            if box == nil {
                var none: [String: FlowValue]?
                yield &none
                if none != nil { own().fields = none }
            } else {
                yield &own().fields
            }
        }
    }

    /// A list whose items are known by their places, but for what was added to it.
    var isList: Bool {
        get { box?.isList ?? false }
        set { if box != nil || newValue { own().isList = newValue } }
    }

    /// A request of HTTP as an object: what is read from it comes from outside.
    var isRequest: Bool {
        get { box?.isRequest ?? false }
        set { if box != nil || newValue { own().isRequest = newValue } }
    }

    /// Of a list that was made here and is known item by item; -1 where it is not.
    var length: Int32 {
        get { box?.length ?? -1 }
        set { if box != nil || newValue >= 0 { own().length = newValue } }
    }

    /// Its constant value, where it is known to have one.
    var known: FlowKnown? {
        get { box?.known }
        set { if box != nil || newValue != nil { own().known = newValue } }
    }

    /// A function of the project.
    var function: Reference? {
        get { box?.function }
        set { if box != nil || newValue != nil { own().function = newValue } }
    }

    /// What was checked where it is true, and where it is false or nothing.
    var truth: Truth? {
        get { box?.truth }
        set { if box != nil || newValue != nil { own().truth = newValue } }
    }

    /// Where a text was put together.
    var builtAt: Reference? {
        get { box?.builtAt }
        set { if box != nil || newValue != nil { own().builtAt = newValue } }
    }

    /// An item of a list behind what may be in it or not: nobody knows at which place it stands.
    var isShifted: Bool {
        get { box?.isShifted ?? false }
        set { if box != nil || newValue { own().isShifted = newValue } }
    }

    /// The taint of the whole and of everything in it.
    var anyTaint: Taint? {
        guard let fields else { return taint }
        return fields.values.reduce(taint) { Self.merged($0, $1.anyTaint) }
    }

    /// True if something of it came from outside, or may when it is called.
    var isOfNote: Bool { taint != nil || box != nil && (function != nil || isRequest || anyTaint != nil) }

    /// True for values that hold the same without a look into them.
    func isSame(as other: FlowValue) -> Bool { box === other.box && taint == other.taint }

    /// What is made of several values in a way that nobody knows.
    static func made(of values: some Sequence<FlowValue>) -> FlowValue {
        FlowValue(taint: values.reduce(nil) { merged($0, $1.anyTaint) })
    }

    static func merged(_ one: Taint?, _ two: Taint?) -> Taint? {
        guard let one else { return two }
        guard let two else { return one }
        // The way that is told is the older one: the same whatever order branches are in.
        return one.step <= two.step ? one.merged(with: two) : two.merged(with: one)
    }

    /// What holds of either.
    func joined(with other: FlowValue) -> FlowValue {
        if box == nil, other.box == nil { return FlowValue(taint: Self.merged(taint, other.taint)) }
        if isSame(as: other) { return self }
        if length >= 0 || other.length >= 0, FlowKnown.joined(known, other.known) == nil,
            hasLiteralItems || other.hasLiteralItems
        {
            return materialized.joined(with: other.materialized)
        }
        var both = FlowValue(taint: Self.merged(taint, other.taint), shape: shape)
        both.function = function ?? other.function
        both.builtAt = builtAt ?? other.builtAt
        both.isList = isList || other.isList
        both.isShifted = isShifted || other.isShifted
        both.isRequest = isRequest || other.isRequest
        both.length = length == other.length ? length : -1
        if known != nil, other.known != nil { both.known = FlowKnown.joined(known, other.known) }
        both.truth = truth.flatMap { mine in other.truth.map { mine.joined(with: $0) } }
        if shape != other.shape {
            switch (taint, other.taint) {
            case (nil, .some): both.shape = other.shape
            case (.some, nil), (nil, nil): break
            default: both.shape = .whole
            }
        }
        if fields != nil || other.fields != nil {
            var all: [String: FlowValue] = [:]
            for key in Set((fields ?? [:]).keys).union((other.fields ?? [:]).keys) {
                switch (fields?[key], other.fields?[key]) {
                case (let mine?, let others?):
                    all[key] = mine.joined(with: others)
                    // What an item is on one way it may be.
                    if isList, other.isList { all[key]?.mayBe(mine, or: others) }
                case (let one?, nil), (nil, let one?): all[key] = isList || other.isList ? one : one.forgotten
                case (nil, nil): break
                }
            }
            both.fields = all
        }
        return both
    }

    /// Remembers what is written on one of two ways where nothing is known of the other; it decides nothing.
    private mutating func mayBe(_ one: FlowValue, or two: FlowValue) {
        guard known == nil, anyTaint == nil else { return }
        switch (one.known, two.known) {
        case (.literal(let place), nil), (nil, .literal(let place)), (.named(let place), nil), (nil, .named(let place)):
            known = .named(place)
        default: break
        }
    }

    /// The same; where it is a text that was put together, as one of that place.
    func built(at place: Reference) -> FlowValue {
        guard taint != nil, case .built = shape else { return self }
        var value = self
        value.builtAt = place
        return value
    }

    /// The whole without what is known of its parts.
    var flat: FlowValue { FlowValue(taint: anyTaint, shape: shape) }
}

extension Environment {
    /// Whatever is checked from here on may not be checked at all.
    mutating func doubtAll() {
        for value in values.values { if let taint = value.anyTaint { check(taint.parts, for: .isDoubted) } }
    }
}

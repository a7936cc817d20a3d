internal import SentinelModel
internal import SentinelSyntax

/// Tells functions that find out whether somebody watches: a debugger, a virtual machine, a sandbox.
struct Watching {
    private let evaluator: Evaluator
    private static let mostNodes = 3_000

    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// True if `function`, or one that it calls, looks at such things.
    func looks(_ function: Reference) -> Bool {
        var waiting = [(function, 0)]
        var seen: Set<Reference> = []
        var nodes = 0
        var isFound = false
        while let (at, depth) = waiting.popLast(), !isFound, nodes < Self.mostNodes {
            guard seen.insert(at).inserted else { continue }
            let tree = at.file.tree
            tree.walk(at.node) { node in
                nodes += 1
                switch tree.kind(node) {
                case .string:
                    // Of a list the words count together, of a path it is enough.
                    let text = tree.string(tree[node].range)
                    isFound = isFound || Self.marks.contains(where: text.hasPart)
                case .call:
                    let callee = tree.child(of: node, .callee)
                    isFound = isFound || Self.calls.contains(tree.dottedName(callee) ?? "")
                    if depth < 3, case .function(let target) = evaluator.value(of: callee, in: at.file) {
                        waiting.append((target, depth + 1))
                    }
                default: break
                }
                return !isFound && nodes < Self.mostNodes
            }
        }
        return isFound
    }

    private static let marks = [
        "TracerPid", "/sys/class/dmi/id/", "/proc/scsi/scsi", "vboxguest", "VBoxService", "vmtoolsd",
    ]
    private static let calls: Set<String> = [
        "sys.gettrace", "ctypes.windll.kernel32.IsDebuggerPresent", "inspector.url",
    ]
}

internal import Glibc
internal import SentinelDetectors
internal import SentinelFiles
internal import SentinelModel

extension FileScanner {
    /// Matches the open file piece by piece, with the help of others.
    func match(
        _ pieces: FilePieces, of file: FileReference, _ batch: FileBatch, since started: MonotonicTime,
        into portion: inout Portion
    ) -> Outcome {
        let large = LargeScan(
            pieces, relativePath: batch.relativePath(of: file), deadline: fileDeadline(since: started),
            judge: makeJudge(file, of: batch))
        // Nobody may wait for a plugin that is waited for here.
        plugins?.flush()
        feeder?.offer(large)
        work(on: large)
        feeder?.withdraw(large)
        return large.conclude { state in
            reader.finishPieces(
                at: state.end, isStopped: state.stopReason != nil, failure: state.readFailure)
            for event in state.events { portion.add(event) }
            return finish(
                file, of: batch, judge: state.judge, limits: state.limits, stopped: state.stopReason, into: &portion)
        }
    }

    /// Works on a file that another worker has open.
    func help(_ large: LargeScan) {
        work(on: large)
        reader.close()
    }

    private func work(on large: LargeScan) {
        poll.beginFile(until: large.deadline)
        while let number = large.takePiece() {
            let failure = reader.open(number, of: large.pieces)
            session.beginFile()
            var found = failure == 0 ? matches() : []
            let end = reader.endOfPiece
            large.judge(number) { state in
                guard failure == 0 else { return state.stop(by: failure) }
                if let carry = state.carry {
                    // A match of the piece before reaches into this one: what was found here without knowing that may overlap it.
                    session.resume(carry)
                    found = matches()
                }
                judge(found, large, state)
                state.end = state.end.then(end)
                state.stopReason = poll.reason
                return poll.reason == nil
            }
        }
    }

    private func matches() -> [RuleMatch] {
        let window = reader.window
        return unsafe session.matches(
            in: window.bytes, reportable: window.reportable, offset: window.offset, types: reader.types,
            mayGoOn: poll.mayGoOn)
    }

    private func judge(_ matches: [RuleMatch], _ large: LargeScan, _ state: LargeScan.State) {
        let window = reader.window
        reader.continueCounting(from: state.end)
        if !matches.isEmpty {
            let selected = engine.selected(matches, path: large.relativePath, zones: nil)
            state.events += unsafe state.judge.findings(
                selected, secrets: session.secrets, in: window.bytes, position: reader.position)
        }
        state.carry = session.carry(beyond: window.offset + window.reportable.upperBound)
        state.add(session.limits)
    }
}

extension LargeScan.State {
    /// Says that a piece could not be read; false, for `LargeScan.judge`.
    fileprivate func stop(by failure: Int32) -> Bool {
        if failure == ECANCELED {
            stopReason = .stopped
        } else {
            readFailure = failure
        }
        return false
    }

    fileprivate func add(_ more: [RuleLimit]) {
        for limit in more {
            if let index = limits.firstIndex(where: { $0.rule.id == limit.rule.id && $0.reason == limit.reason }) {
                limits[index].count += limit.count
            } else {
                limits.append(limit)
            }
        }
    }
}

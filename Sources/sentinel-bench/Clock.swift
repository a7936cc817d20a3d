internal import Glibc

/// Seconds of processor time that `body` takes on this thread.
func seconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
}

private func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

internal import Glibc

/// Shannon entropy of the bytes' own distribution, in bits per byte: 0 for one byte repeated, at most log2(count).
package func shannonEntropy(_ bytes: some Collection<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
        guard count > 0 else { return sum }
        let share = Double(count) / total
        return sum - share * log2(share)
    }
}

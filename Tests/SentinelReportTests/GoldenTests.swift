import Foundation
import SentinelReport
import Testing

/// What every format makes of the samples, byte for byte. MCP_SENTINEL_RECORD=1 writes the files anew; read the
/// difference.
@Suite struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    @Test(arguments: Sample.allCases, ReportFormat.allCases)
    func isAsRecorded(sample: Sample, format: ReportFormat) throws {
        var options = ReportOptions()
        options.showSuppressed = sample == .hostile
        let file = GoldenTests.folder.appending(path: "\(sample.rawValue).\(format.rawValue)")
        let output = render(sample, as: format, options: options)
        if ProcessInfo.processInfo.environment["MCP_SENTINEL_RECORD"] == "1" {
            try Data(output).write(to: file)
        }
        let expected = try Data(contentsOf: file)
        #expect(String(decoding: output, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }
}

import ArgumentParser
import Glibc
import SentinelClient

exit(Program.run(RawArguments.current()))

/// From arguments to exit status.
enum Program {
    /// Parses and runs a command, and says on standard error what failed.
    static func run(_ arguments: [String]) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        LargeBlocks.areGivenBack()
        do {
            var command: any ParsableCommand =
                if let plain = ScanCommand(plain: arguments) { plain } else { try RootCommand.parseAsRoot(arguments) }
            try command.run()
            return ExitStatus.clean.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch let error as SentinelError {
            StandardError.say(error.description)
            return ExitStatus(error).rawValue
        } catch let error as FileError {
            StandardError.say(error.message)
            return ExitStatus.usage.rawValue
        } catch {
            return usage(error)
        }
    }

    /// Help and version requests come as errors too, and are none.
    private static func usage(_ error: any Error) -> Int32 {
        let text = RawArguments.readable(RootCommand.fullMessage(for: error))
        guard RootCommand.exitCode(for: error) == .success else {
            StandardError.write(text.isEmpty ? "" : text + "\n")
            return ExitStatus.usage.rawValue
        }
        return StandardOutput.write(text.isEmpty ? "" : text + "\n")
            ? ExitStatus.clean.rawValue : ExitStatus.unread.rawValue
    }
}

package import SentinelModel

/// Requests for a model's answer that take more than they need: other servers' context, a system prompt that the caller writes, no limit.
package struct SamplingAbuse: ModelAnalyzer {
    package let name = "sampling"

    package init() {}

    package func find(in facts: ServerFacts) -> [ModelPlace] {
        facts.requests.compactMap { request in
            guard request.kind == .sampling else { return nil }
            let scope = request.options["includeContext"] ?? request.options["include_context"]
            if scope == "allServers" {
                return ModelPlace(request.place, evidence: "it asks for the context of all servers")
            }
            if !request.inputs.isDisjoint(with: ["systemPrompt", "system_prompt"]) {
                return ModelPlace(
                    request.place, message: "Sampling with a system prompt that the tool's caller writes",
                    evidence: "the system prompt is made of the handler's parameters")
            }
            if !request.isOpen, request.options["maxTokens"] == nil, request.options["max_tokens"] == nil {
                return ModelPlace(
                    request.place, severity: .low, message: "Sampling without a limit of tokens",
                    evidence: "`maxTokens` is missing")
            }
            if !request.inputs.isDisjoint(with: ["messages", "#0"]) {
                return ModelPlace(
                    request.place, severity: .info, message: "Sampling with a prompt made of a tool's parameters",
                    evidence: "the messages are made of the handler's parameters")
            }
            return nil
        }
    }
}

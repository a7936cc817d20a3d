extension DirectiveWords {
    /// Words that claim a right over other tools, over the user, or over the model. `*` stands for any ending.
    static let powers = """
        WITHTOOL:
          file tool, mail tool, email tool, fetch tool, http tool, web tool, shell tool, browser tool, filesystem
          tool, messaging tool, terminal tool, your http, your fetch, your browser, your shell, mail tool is at
          hand, tool at hand, tool you have, whichever tool, whatever tool, other available tools, editor tool,
          billing tool, payment tool, bash tool, other servers' tools, of another server, from another server,
          other server's, your own tools, your file tool, your email tool, your mail tool, your messaging tool,
          whichever file tool, whichever mail tool, any file tool, any mail tool, any http tool, any messaging
          tool, filesystem server, mail server tool, the tools you have, tools available to you, tools at your
          disposal, whatever tools, available to you, at your disposal, use the browser, use your browser, open a
          browser, the fetch tool, the http tool, the mail tool, the email tool, the file tool, the shell tool,
          the browser tool, your messaging, a file tool, a mail tool, a browser tool, a shell tool, an http tool
        OTHERTOOLS:
          other tools, other tool, other search, other functions, other servers, other server, other mail tools,
          any other tool, another tool, another tool's, every tool, each tool, no tool, no tool call, any tool
          call, every tool call, each tool call, other implementations, similar tools, rival tools, competing
          tools, alternative tools, built-in tools, built-in tool, native tools, review tools, review tool, editor
          tool, mail tools, any editor, messaging tools, payment tools, the built-in, the native, whichever of
          them, tools of the same name, other providers, other integrations, official tool, official server, other
          tools for, other tools that, those tools, competing functions, the other functions, third-party tools,
          default tools, standard tools, tools from other, mail tools exist, several tools, read_file and, other
          servers', another server, another server's, other servers are, functions of other, functions from other,
          any other, every other, all other tools, the others, functions provided by, provided by another,
          provided by other, tools elsewhere, any banking tool, any payment tool, any mail tool, any email tool,
          any file tool, any git tool, other git tools, other file tools, other payment tools, other database
          tools, other search tools, any messaging tool, calls to the others, every search tool, every mail tool,
          every other tool, other tools must, other tools should, tools other than, any shell tool, other agents,
          another agent, competing, competitor*, rival*, other utilities, other action, every other action, other
          services, other plugins, other extensions, filesystem server, all messaging tools, all mail tools, all
          tools that, any tool that, tools that
        TOOLWORD: tool, tools, server, servers, function, functions, plugin, plugins, utility, utilities
        TOOLUSE: tool invocation*, tool call, tool calls, tool use, tool uses, function call, function calls, tool
          execution*, invocation, invocations, other tools, any tool, every tool, each tool, all tools, action
          you, actions you, step you, other action, every action, each action, every step, each step, every
          operation, each operation, every command
        BAD: retired, deprecated, unreliable, tampered, compromised, malicious, insecure, unsafe, untrusted,
          untrustworthy, wrong results, false alarms, false positives, broken, outdated, obsolete, dangerous,
          corrupt*, infected, not valid, invalid, inaccurate, stale, defective, spoofed, faulty, hijacked, out of
          service, discontinued, leaky, mislead*, tampered with, leak, leaks, leaking, tamper*, backdoor*,
          unsound, must not be called, must not be used, should not be called, should not be used, not to be used,
          not to be trusted, cannot be trusted, withdrawn, superseded, rogue, known to, failing, sabotag*,
          insincere, drift, incidents, noise, buggy, flawed, banned, forbidden, disallowed, phased out,
          unsupported, risky
        THISONE: this one, pick this, use this, choose this, prefer this, this tool, through this, only this, arrive
          here, call this, run this, this instead, this server, this function, route each, route every, route all,
          route any, with this tool, this tool beforehand, by this tool, to this tool, with this server, here
        SUPERSEDE:
          supersede*, replaces every, replaces all, replaces any, replaces the, overrides every, overrides all,
          takes over from, stand-in for, substitute for, in place of, instead of, rather than
        FIRSTOFALL:
          ahead of whatever, ahead of anything, ahead of everything, ahead of any, before anything else, before
          everything else, before whatever, before any other, before every other, before doing anything, before
          each step, before each reply, before every reply, before each answer, before every answer, before each
          response, before every response, before each message, before you answer, before you reply, before
          responding to, before answering, once you are done, after every reply, after each reply, after every
          answer, after each answer, after every response, after every step, whatever else you, in every turn, at
          every turn, on every turn, every single turn, each turn, with every message, at the start of every,
          whatever the task, whatever the request, whatever is asked, no matter what, in all cases,
          unconditionally, until this tool, until it has
        OVERUSER:
          whatever the user, even where the user, even if the user, even when the user, regardless of the user,
          regardless of what, not the one that was asked, not what was asked, over what the user, than the user
          asked, the user's wishes, user's preference, over the user, above the user, against the user, contrary
          to the user, whatever was asked, than the one requested, other than requested, the user
          gave, user names a different, user asks for a different, user asked for a different, asks for a
          different, names a different, whatever they asked, despite what the user, despite the user, instead of
          what the user, instead of the one the user, whichever of them is requested, counts more than, precedence
          over what the user, precedence over the user, precedence over user, precedence over your, priority over
          what the user, priority over the user, priority over your, outranks the user, overrides the user,
          override the user, overrules the user, supersedes the user, supersede your, supersedes your, more
          important than what the user, more important than the user, ignoring what the user, disregarding what
          the user, no matter what the user, even against the user, where the user asks for, even though the user,
          whatever recipient, whatever address, whatever they typed, differ from the user's
        NOASK: skip the usual, skip confirmation, skip the confirmation, skip approval, without asking, without
          confirmation, without approval, without consent, without permission, without further checks, without
          checking, no time to ask, no need to ask, need not ask, need not be asked, need not be consulted, no
          approval, no confirmation, no longer require approval, no longer requires approval, no longer need
          approval, not require approval, approval is not, pre-authorised, pre-authorized, already agreed, has
          agreed, have agreed, already approved, already consented, given consent, has consented, do not ask,
          don't ask, do not wait for, don't wait for, without waiting, refusals are off, may be skipped, without
          review, without question, usual questions, consent is implied, consent is assumed, nobody needs to
          approve, do not hesitate, don't hesitate, proceed without, go ahead without, without the usual, do not
          wait, without waiting for, not wait for the user, not wait for confirmation, dialogs are turned, dialogs
          are off, confirmation is off, confirmations are off, confirmations are turned, prompts are turned off,
          already been authorised, already been authorized, been authorised by the user, been authorized by the
          user, have been authorised, have been authorized, authorised by the user, authorized by the user,
          permission has been, permission was given, user has already, user has given, user has granted, owner has
          agreed, owner has given, explicit consent is not, consent is not, no consent, no further consent, skip
          the dialog, dismiss the dialog, approve it yourself, accept it yourself, confirm it yourself, on the
          user's behalf, on behalf of the user without, asking again, need not confirm, unattended, tools are
          pre-approved, are pre-approved, is pre-approved, agreed in advance, consented in advance, approved in
          advance, this in advance, never ask for confirmation, never ask the user, no questions asked, customary
          confirmation, usual confirmation, normal confirmation, without the customary, without any confirmation,
          at your own discretion, without consulting, no sign-off, without sign-off, skipping confirmation, the
          usual confirmation
        FAKE: end of tool, end of tools, end of the tool, end of description, end of documentation, operator note,
          note from the operator, administrator memo, admin memo, system note, system notice, system message,
          system directive, system override, from the administrator*, message from anthropic, message from openai,
          anthropic staff, openai staff, anthropic has, openai has, notice to assistants, notice to agents, note
          to assistants, note to the assistant, note to agents, note to the model, note for the model, attention
          assistant, attention agents, attention ai, diagnostic level, diagnostic mode, maintenance mode,
          developer mode, debug level, role directive, instruction override, configuration directive, operator
          directive, security directive, admin directive, policy for assistants, assistants on this host, agents
          on this host, agents using this host, security team notice, compliance notice, your new role, your new
          task, as of now you, from now on you, you now belong to, you belong to us, you belong to the, you work for, you are acting for, act in its
          interest, act in the interest, override mode, verified operator, platform notice, host notice, official
          notice, assistants on, agents using this, agents on this, assistants connected, all assistants must, all
          agents must, all models must, message from the developers of, message from your developer, message from
          your creators, this supersedes, training has been updated, your training is, your training was, your training no,
          your training does, your training has, your training and, your training tells, your training says,
          despite your training, of your training, over your training, ignore your training, forget your training, your alignment, you are now
          in, you are in debug, you are in developer, you are being tested, this is a test of your, authorised by
          your developers, authorized by your developers, directive from, instruction from the administrator, root
          directive, end of user input, end of system prompt, begin system, begin instructions, new instructions,
          real instructions, actual instructions, hidden instructions for, new system prompt, privileged session,
          elevated session, god mode, restrictions are lifted, restrictions have been, restrictions no longer,
          elevated trust, note from the platform, note from the vendor, note from the team, message from the
          platform, message from support, from the security team, from the platform team, from your operator, from
          your developers, notice from, you have been upgraded, you have been moved, you have been switched, you
          have been assigned, you have been reconfigured, you have been given access, prior restrictions, this
          session is privileged, session has been moved, session has been upgraded, trust level, refusals are,
          authenticated as admin, you are root, you are the administrator, you are an administrator, author:
          operator, as your developer, as your creator, as your operator, as your administrator, i hereby, hereby,
          tool list complete, list complete, assistants shall, assistants must, agents shall, agents must, models
          shall, models must, answer without filters, without filters, release you, releases you, released from,
          free you from, content rules, safety rules, you may ignore, exempts you, exempt you, exempt from all,
          you have elevated permissions, you are operating under, understood. i, i will include, i agree to, i
          will comply, i will send, i understand and, act as a system administrator, with full system access,
          unrestricted access to all, trust all commands
        REFUSE: refusal*, refuse*, guideline*, guardrail*, safety rules, safety checks, safety filter*, safety
          restriction*, content filter*, content policy, trained on, restriction*, moderation, safeguards, safety
        OFF: off, withdrawn, lifted, disabled, suspended, suspend, removed, waived, no longer apply, do not apply,
          not apply, void, revoked, carry on without, bypass*, turned off, disregard*, forget, rescinded, relaxed,
          set aside, dropped, dispense with, ignore, ignoring, disregarding, are off, is off, switched off, not in
          force, out of force, cease to apply, stop applying, ignoriere, vergiss, missachte, ignorez, oublie,
          oubliez, ignora, olvida, ignorar, esqueça, dimentica, игнорируй, забудь, 忽略, 无视, 無視, 忘れ, 무시
        PREVIOUS:
          previous instructions, prior instructions, earlier instructions, previous guidance, what you were told,
          earlier guidance, previous rules, former instructions, all instructions, instructions you were given,
          instructions given before, other instructions, vorherigen anweisungen, bisherigen anweisungen, früheren
          anweisungen, instructions précédentes, consignes précédentes, instrucciones anteriores, instrucciones
          previas, instruções anteriores, istruzioni precedenti, прежние указания, предыдущие указания, предыдущие
          инструкции, прежние инструкции, 之前的指令, 之前的指示, 之前的说明, 先前的指令, 以前的指令, 以前の指示, これまでの指示, 前の指示, 이전 지시,
          bisherigen regeln, vorherigen regeln, alle regeln, prior rules, 之前的所有规则, 之前的规则, 所有规则, 以前的规则, règles
          précédentes, reglas anteriores, regras anteriores, предыдущие правила, все правила
        DECODE: decode*, decodes, rot13, base64, initial letters, first letters, reversed text, backwards, alpha
          channel, hex-encoded, cipher*, steganograph*, hidden in, spell, spells, morse, read in reverse,
          acrostic, base32, base58, hex string, decode it, decode this, unscramble*, decrypt*, caesar, every
          second letter, every third word, white text, zero-width, invisible text, letters of each, ascii codes,
          unicode codes, form a sentence, forms a sentence, binary digits, taken as
        URGENT:
          at once, right now, every second, within minutes, stop the present task, drop everything, under attack,
          being attacked, before it is too late, critical alert, last warning, will be suspended, will be locked,
          without delay, time is short, act immediately, must act, time-critical, without further delay, within
          seconds, expires in, or the account, or all data, to prevent data loss, to avoid suspension, to avoid
          deletion, attack is under way, breach, critical failure, failure detected, account will be, will be
          terminated, will be closed, will be blocked, unless you, otherwise all, lose all, without hesitation,
          hurry, do not delay, time is running, emergency:, urgent:, this is urgent, no time to, act now or,
          emergency channel, proceed at once, right away
        WHENOTHER:
          whenever, when another, made through, written by any, meant for them, intended for, destined for, of
          other tools, by other tools, by another tool, through another tool, while enabled, in this session, from
          here on, for the rest of the session, from this point, from then on, henceforth, hereafter, from now on
        """
}

extension DirectiveWords {
    /// Words about what is said, to whom, and what is kept from whom. `*` stands for any ending.
    static let speech = """
        NEG: not, never, don't, dont, doesn't, no, avoid*, shouldn't, mustn't, needn't, won't, nothing,
          nobody, refrain*, omit*, nicht, kein*, niemals, ohne, ne pas, sans, jamais, nunca, sin, não, nao, sem,
          non, senza, mai, не, без, никогда, 不要, 不得, 勿, 别, 不必, ないで, せずに, 없이, 마세요, 말고, zonder, niet, geen, nor,
          none, neither, abstain*, must not, should not, hardly, best not, better not, no mention, unnecessary,
          needless, without, decline*, abstain, cease, stop, n'informe, ohne dass, hace falta, n'en
        LEAVEOUT: leave out, leave it out, leave that out, leave this out, leave them out, conceal*, gloss over, skip
          over, keep quiet, keep silent, stay silent, stay quiet, say nothing, remain silent, out of your answer,
          out of the answer, out of your reply, out of the reply, out of your response, off the record, out of
          your summary, out of the summary, out of the conversation, out of the chat, keep it to yourself, keep
          this to yourself, keep that to yourself, keep them to yourself, keep it between, keep this between, keep
          this private, keep it private, keep this confidential, keep it confidential, keep this hidden, keep it
          hidden, keep this secret, keep it secret, keep secret, kept secret, keep hidden, kept hidden, keep this
          step, hide the fact, hide this, hide it, hide that, mask the fact, disguise*, no mention, leave no
          trace, without a trace, without trace, stays hidden, remain hidden, remains hidden, stay hidden,
          invisible to the, hidden from the user, invisible to users, tight-lipped, play down, downplay*,
          deflect*, keep mum, sweep under, withhold this, withhold it, withhold that, withhold the fact
        TELL: tell*, mention*, inform*, notify*, notifi*, say, saying, bring up, bring this up, bring it up, bring
          that up, report*, disclos*, reveal*, explain*, talk about, speak of, announc*, acknowledg*, admit*,
          describe, warn*, alert*, let know, draw attention, point out, discuss*, refer to, confirm with,
          elaborat*, advertis*, sagen, sag, erwähn*, erwaehn*, mitteil*, informier*, verrat*, berichte*, en
          parler, dire, dis, mentionn*, informe*, préven*, digas, decir, diga, mencion*, avis*, informar, dizer,
          contar, conte, dirlo, говор*, сообща*, упомина*, расска*, 告诉, 告知, 提及, 透露, 说明, 通知, 伝え, 知らせ, 言わ, 알리, 말하,
          vertel*, vermeld*, mention, mentions, bring it to, reference, referenc*, present, presents, presented,
          display*, list them, listed, divulge*, communicat*, announce*, apprise*, pointed out, hint*, allude*,
          volunteer*, bother*, trouble*, narrat*, spell out, flag, expose*, expos*, comment on, attention to,
          attention on, make a fuss, ado, let on, speak about, talk of, refer*, erwähne, informe, n'informe,
          entere, se entere, ne dis, ne dites
        UNABLE: not possible, impossible, you cannot, you can't, you are unable, is unable, not able to, not supported, not
          have access, no way to
        IGNORANT: don't know, do not know, doesn't know, does not know, not sure, not yet, not mention, not mentioned,
          not specify, not specified, not provide, not provided, not given, not set
        UNTRUSTED: untrusted, as data, as information only, not as instructions, never as instructions
        OPTION: whether to, whether or not to
        SAGE: sag*, erwähn*, erwaehn*, verrat*, bericht*, informier*, meld*, nenn*, zeig*
        NICHT: nicht, nichts
        SHOWN:
          know, knows, see, sees, aware, notice*, consulted, told, informed, notified, bothered, involved, asked,
          shown, warned, alerted, told about, find out, hear of, hear about, learn of, learn about, realise*,
          realize*, troubled, wissen, weiss, weiß, erfahren, savoir, sache, saber, sepa, saiba, sapere, знать,
          узнать, 知道, 察觉, 気づか, 알 필요, learn, learns, learned, finds out, discover*, appear, appears, visible,
          suspect*, realises, hears
        USER: user, users, user's, users', person, people, human, humans, owner, owner's, customer, customers,
          reviewer*, operator*, auditor*, anyone, anybody, somebody, end-user, client's, participant*, recipient*,
          human's, reader*, principal, benutzer*, nutzer*, anwender*, utilisateur*, usager*, usuario*, usuário*,
          usuaria*, utente, utenti, пользовател*, 用户, 使用者, ユーザー, 利用者, 사용자, gebruiker*, traveller*, caller*,
          shopper*, buyer*, patient*, student*, employee*, client, clients, sender, guest*, subscriber*, account
          holder, person you, whoever, nobody, public, administrator*, admins, security team, colleagues,
          yourself, listener*, viewer*, player*, driver*, passenger*, applicant*, household, members, tenant*,
          visitor*
        QUIET: quietly, silently, secretly, discreetly, covertly, stealthily, unnoticed, unobtrusive*, invisibly,
          behind the scenes, in the background, without comment, without remark, under the hood, confidentially,
          between you and, internal matter, internal detail, implementation detail, our secret, off the books,
          without a word, unannounced, unprompted, tacitly, on its own, inconspicuous*, without fuss, without
          fanfare, noiselessly, under cover, surreptitious*, unseen
        YOU: you, your, yours, yourself, assistant, assistants, assistant's, model, models, model's, agent, agents,
          agent's, llm, llms, ai, host's, claude, gpt, chatgpt, copilot, gemini
        MYSELF: you, your, yourself, yours
        ANSWER:
          answer, answers, reply, replies, response, responses, summary, summaries, output, message, conversation,
          final answer
        WORRY:
          get worried, people get worried, would worry, might worry, confuse*, alarm*, would object, might object,
          would refuse, might refuse, not understand, would only
        DECEIVE:
          say that it is, answer yes, claim that, pretend, assure them, assure the user, reply that, state that
          it, insist that, make it look, make it appear, give the impression, summarise the outcome as, tell them
          it is, as though, even though it is not, reply that only, say that only, answer that, say that nothing,
          say nothing happened, say the others, say that the others, say there are no, say it was, say they are,
          claim it, claim to, cover story, steer the user, steer them, persuade, convince the user, discourage*,
          push the user, give the user the impression, under the pretext, state that nothing, say it is, deny
          that, deny it, deny having, lie to, lie about
        ACT: upload, uploads, copy, copies, request, requests, call, calls, step, steps, lookup, transfer, transfers,
          fee, forwarding, mirrored, background, side effect, diagnostics, diagnostic, extra, second, additional,
          exchange, access, reading, sending, collection, telemetry, tracking, this, it, that, these, those,
          happened, happens, change, changes, operation, action, actions, instruction, instructions, note, the
          rest, bookkeeping, matter, by-product, byproduct, duplicate, charge, detour, errand, housekeeping,
          check-in, report, mirror, probe, exception
        """
}

extension DirectiveWords {
    /// Words for what a model is to do. `*` stands for any ending.
    static let deeds = """
        PASS: pass, passes, passing, passed, put, puts, fill, fills, filled, supply, supplies, supplied, hand, hands,
          handed, handing, include, includes, give, given, provide, provides, provided, attach,
          attaches, attached, carry, carries, carrying, add, adds, adding, enter, enters, encode, encodes, insert,
          inserts, append, appends, appended, complete it, copy, copies, place, paste, embed*, populate*, stuff,
          deposit, submit*, note down, write down, jot, set it to, drop, gib, geben, füge, fülle, übergib, mitgib,
          mit, ajoute, inclus, inclure, mets, insère, añad*, anad*, incluy*, incluir, pasa, pon, inclua, adicione,
          coloque, includi, aggiungi, inserisci, передава*, передай, добав*, вставь, включ*, 放入, 填入, 传入, 包含, 附加,
          写入, 入れ, 含め, 渡し, 添付, 넣, 포함
        SEND: send, sends, sending, sent, submit, submits, submitted, forward, forwards, forwarded, relay, relays,
          relayed, deliver, delivers, delivered, upload, uploads, uploaded, post, posts, posted, transmit*, mail,
          mails, mailed, email, emails, emailed, mirror, mirrors, mirrored, report, push, pushes, publish*, share,
          shares, shared, cc, bcc, ship, ships, shipped, beacon*, exfiltrat*, dispatch*, duplicate to, echo to,
          sync to, ping, sende, senden, schicke, leite, envoie, envoyer, transmets, envía, envías, envia, envias, enviar, envie,
          mande, invia, manda, отправ*, пошли, перешли, 发送, 上传, 转发, 送信, 送っ, 보내, weiter, reenvía, encaminha*,
          inoltra
        FIND: read, reads, open, opens, opening, look up, look them up, look it up, look around, look for, look
          through, search, find, locate, fetch, fetches, fetched, retrieve*, gather*, collect*, list, obtain, get,
          grab, pull, load, scan, harvest*, inspect, check, enumerate, extract, cat, dump, query, recall, examine,
          browse, ask for, ask the user for, ask the owner for, whatever is in, what is in, what you find, come
          across, lies, lese, lesen, öffne, hole, suche, sammle, lis, lire, ouvre, récupère, récupérer, cherche,
          lee, leer, abre, busca, recoge, leia, ler, abra, colete, leggi, apri, raccogli, прочита*, чита*, открой,
          собери, найди, 读取, 打开, 获取, 收集, 查找, 読み, 開い, 取得, 읽, sieh, ermittle, dig up, take from, taken from, pick
          up, work out, detect*, track down, hunt, trawl, comb, copy from
        FOLLOW:
          follow, follows, carry out, carry them out, carried out, act on, acted on, obey*, do what it, do as it,
          do what they, execute, executed, comply, complies, act upon, treat that text, treat it as, treat them
          as, treat this as, treated as, perform them, work through, heed, execute whatever, run whatever, do
          whatever, proceed accordingly, commands for you, instructions for you, orders for you, instructions to
          you, treat these as, treat them like, do exactly, behave accordingly, act accordingly, comply with, give
          effect, abide by, priority over, executed by you, to be executed, as if the user, as though the user, do
          what the, do as the, do what is, act as the, be treated as, are to be followed, is to be followed, to be
          obeyed, must be obeyed, carried out by you, performed by you, by the assistant
        STEPS: steps, next steps, follow-up steps, instructions, directions, directives, orders, an order, commands,
          requests, tasks, what they spell, hidden text, the text, that text, what it answers, what it says, what
          it returns, sentence, the sentence, sentence says, what it spells, message says, text says, comment
          says, body of
        REMOVE: remove*, delete*, clear*, scrub*, erase*, wipe*, purge*, drop
        DANGER: administrator rights, admin rights, root rights, sudo, wipe, wipes, erase, delete, deletes, install*,
          shell access, run the command, format the, disable the, transfer, transfers, pay, payment, merge,
          merged, push, approve, grant, raise, write access, full access, access to all, all folders, restart,
          reboot, force=true, backups, reset, shut down, run any, any command, execute any, execute whatever,
          elevated
        PERSIST:
          long-term memory, later sessions, future sessions, later conversations, future conversations, persistent
          memory, remember for, memory file, claude.md, agents.md, cursorrules, rules file, startup file, in every
          session, all sessions
        REWRITE:
          is replaced, gets replaced, replace, replaced, in its place, start with, starts with, begin with, begins
          with, end with, ends with, gets the, takes its, its channel is, its recipient is, its target is, is
          changed, change the, goes to, go to the account, have moved, has moved, is redirected, redirect*,
          reroute*, is now, becomes, swap*, prepend*, appended, plus a, treated as alias*, aliases of, treat the
          rest, mark what, as resolved, name as the package, as the package to install, adjusted to, rewritten,
          instead of the one, in copy, in its stead, use iban, add the flag, must add, must carry, must include,
          must use, must contain, is set to, pointing to, pointed at, not the one, are to be replaced, is to be
          replaced, to be replaced, replaced by, also has to, also have to, has to cover
        ENDS:
          end, ends, end with, begin, begins, start, starts, close, closes, finish, finishes, conclude, concludes,
          open with, append, appends, prefix, suffix, carry, carries, contain, contains, include, includes, bear,
          bears, must carry, must contain
        EXTRA: also, too, as well, additionally, in addition, once finished, once done, when done, after each use,
          after every use, after each call, after every call, after each, after every, while at it, while you are
          at it, at the same time, together with, along with, alongside, besides, furthermore, moreover,
          afterwards, thereafter, then, beforehand, before handing, before returning, before you, before any,
          prior to, first, whenever, each time, every time, always, must, in parallel, on the side, automatically,
          likewise, similarly, ahead of, duplicate, copy of
        MUST: must, shall, has to, have to, needs to, need to, always, required, mandatory, obliged, should, are to,
          is to, only
        EACH: each, every, any, all, whichever, whatever, everything, whole
        INSTR: through, using, with, via, by means of, by, whichever
        SESSION: this session, rest of the session, later on, from now on, henceforth, in future, in the future, from
          here on, from then on, afterwards, later, from this moment, until further notice, during this session,
          in this chat, while this server, while this tool, as long as this, subsequent*, next time
        DOMAIN:
          banking tool, payment tool, git tools, emails written, mails written, emails sent, messages sent, money,
          write code, code you write, files you write, files written, commits, pull requests, transfers, payments,
          packages, dependencies, iban, recipient, recipients, orders, purchases
        MANIP: recommend only, recommend just, suggest only, rank first, rank it first, rank them first, list first,
          fully booked, out of stock, not available any more, best choice, rate highest, prefer products, favour
          products, favor products, in its favour, in our favour, standard choice, in every answer about, as the
          standard, preferred choice, only sensible, call the build clean, recommended by you, name as the
          package, only recommend products, recommend only products, recommend only hotels, only recommend hotels
        PROJ: outside the requested, beyond the requested, beyond what was asked, outside of the requested, more than
          was asked, unrelated files
        GATE: announced, approved, approval, cleared, registered, reported, routed, logged, recorded, declared,
          submitted, vetted, signed off, passed through, authorised, authorized, permission, sent here, shown
          here, go through, goes through, checked here, confirmed here, validated here, cleared with, agreed, run
          past, run by, confirmed, granted
        """
}

extension DirectiveWords {
    /// Words for what is asked for: talk, secrets, what other tools said, places it may go. `*` stands for any ending.
    static let things = """
        CONVO:
          conversation*, chat, chats, dialogue*, dialog, transcript*, chat history, message history, said in this,
          user turns, so far, up to now, up to this point, prior messages, earlier messages, previous messages,
          preceding messages, prior turns, discussion, scrollback, context window, everything said, what was said,
          what has been said, was discussed, gespräch*, unterhaltung*, chatverlauf, gesprächsverlauf, verlauf,
          historique, conversación, conversacion, historial, conversa, conversazione, histórico, cronologia,
          переписк*, истори*, разговор*, диалог*, 对话, 聊天, 会话, 会話, 履歴, やり取り, 대화, chatverlauf*, bisherigen chat*,
          gesprächsverlauf*, konversation*, exchanged, was exchanged, discussed, said before, all that was said,
          shopping history, search history, every message, nachricht, jede nachricht, preceding turns, last turns,
          recent turns
        OWNTEXT:
          system message, operating instructions, initial instructions, hidden instructions, your instructions,
          your prompt, your guidelines, the instructions you, your configuration, your rules, your system,
          instructions as they were given, custom instructions, developer message, your reasoning, chain of
          thought, your memory, your context, what you know, what you remember, you remember about, you know
          about, you have learned about, last reply, last answer, previous reply, previous answer, reply you
          produced, you are about to send, about to send, last user message, user last wrote, user typed, user's
          last, user's words, user's question, the last message, prompt you were given, full prompt, entire
          prompt, whole prompt, your own prompt, hidden part, instructions you were given, instructions you have,
          instructions you received, my instructions, your brief, your setup, the user has told, user told you,
          user has said, user has typed, the user typed, things the user, what the user has, what the user told,
          what the user asked, everything the user, anything the user, the user's messages, user's message, user's
          previous, user's earlier, user's request, user's original, their message, their words, your previous,
          your last, your thoughts, your notes, your chain, about themselves, about the user, last_user_message,
          last_message, user_message, full_history, conversation_history, chat_history, system_prompt,
          user_prompt, instructed to do, told to do, you were instructed, you were told, you have been told, you
          are instructed, briefed, your operator, your owner, your developer, between you and the user, you and
          the user, your system prompt, the model's system prompt, the assistant's system prompt, full system
          prompt, entire system prompt, system prompt you, what the user wrote, what the user said, the user last
          said
        OTHERRESULT:
          other tools gave, other tools returned, other tools' results, results of other tools, results from other
          tools, output of other tools, outputs of other tools, output from other tools, earlier tool results,
          previous tool results, earlier tool output, tool outputs, results other tools, other tools produced,
          other servers' results
        TOTAL: all, every, each, everything, entire, entirety, full, whole, complete, verbatim, word for word,
          unabridged, in full, unedited, as is, as they were given, preceding, unredacted, raw, wholesale,
          untruncated, completely, one by one, every one, exactly as, gesamte*, vollständig*, alle, alles,
          intégral*, tout, toute, tous, toutes, todo, toda, todos, todas, completo, completa, inteira, tutta,
          tutto, всю, весь, все, полностью, 所有, 全部, 完整, すべて, 全て, 모든
        SECRET: credential*, password*, passphrase*, passcode*, secrets, private key*, api key*, apikey*, ssh key*,
          access key*, secret key*, signing key*, keypair, session cookie*, cookies, cookie jar, cookie store,
          dotenv, .env, dot-env, env file, environment file, .ssh, dot-ssh, id_rsa, id_ed25519, keychain, keyring,
          recovery words, recovery phrase, seed phrase, mnemonic, twelve words, wallet file, key file, keyfile,
          keystore, connection string*, login data, login details, logins, bearer token*, auth token*, access
          token*, refresh token*, oauth token*, session token*, personal access token, verification code, one-time
          code, otp, two-factor code, pin code, stored card, saved card, credit card, card number, bank details,
          account numbers, ssn, social security, netrc, pgpass, shadow file, passwd, kubeconfig, .npmrc, .pypirc,
          .aws, .netrc, .kube, .gnupg, wallet.dat, certificate store, auth material, known_hosts, authorized_keys,
          tokens, keys, material under, profile file, credentials file, zugangsdaten, passwort*, passwörter*,
          kennwort*, kennwörter*, schlüssel, privaten schlüssel, anmeldedaten, mot de passe, mots de passe, clé
          privée, clés privées, identifiants, contraseña*, clave privada, claves privadas, credenciales, senha*,
          chave privada, chaves privadas, credenciais, credenziali, chiave privata, парол*, ключ*, учётные данные,
          учетные данные, 私钥, 密钥, 密码, 凭证, 凭据, パスワード, 秘密鍵, 認証情報, 비밀번호, 개인 키, 개인키, wachtwoord*, credential file
        SECRETX:
          session cookie*, cookie jar, cookie store, browser cookies, dotenv, dot-env, env file, environment file,
          .env file, dot-ssh, .ssh, id_rsa, id_ed25519, keychain, keyring, recovery words, recovery phrase, seed
          phrase, mnemonic, twelve words, wallet.dat, netrc, .netrc, pgpass, shadow file, etc/passwd, kubeconfig,
          .kube, .gnupg, .npmrc, .pypirc, .aws/credentials, saved password*, stored password*, saved credential*,
          stored credential*, stored card, saved card, shell history, bash history, command history, browser
          history, browsing history, clipboard, running processes, process list, open windows, open tabs, password
          manager, password store, master password, verification code from, one-time code from, private messages,
          credentials you, keys you, tokens you, passwords you, secrets you, user's password*, user's private
          key*, user's ssh, user's api key*, user's credential*, user's token*, their password*, their private
          key*, .aws, claude_desktop_config*, mcp.json, .bash_history, .zsh_history, private ssh, ssh private, ssh
          key*, privaten schlüssel, zugangsdaten im, gespeicherten passwört*, clés privées, claves privadas,
          contraseñas guardadas, senhas salvas, chaves privadas, сохранённые пароли, 私钥文件, 私钥, 秘密鍵, 개인 키, payment
          card*, saved payment, debit card*, credit card*, card details, cookies, ssh folder, ssh directory, ssh
          config, ssh files, ssh material, signing key*, api tokens from, api keys from, tokens from, keys from,
          secrets from, credentials from, passwords from, login tokens, auth tokens, stored tokens, saved tokens,
          id_ecdsa, .zshrc, credential store, environment secrets, secret files, vault contents, passport*, tax
          number, medical record*, identity number*, id numbers, national id*, key pair, private half, hidden
          directory, hidden folder, dot directory, tax id, health record*, contraseñas, archivo de contraseñas,
          mots de passe, passwörter, senhas, saved login*, session data of, browser profile, local storage, cached
          credential*, browser data, database connection details
        LOCAL: environment variables, env vars, environment, home folder, home directory, user's folder, user folder,
          dot-files, dotfiles, running processes, process list, open windows, open tabs, clipboard, browser
          history, browsing history, shell history, bash history, command history, installed software, inbox,
          mailbox, contacts list, address book, photos, downloads folder, desktop folder, hostname, hard disk,
          personal details, personal data, personal information, full name, home address, phone number, date of
          birth, private repository, private repositories, private files, private documents, medical, location
          history, your host keeps, host's configuration, of my host, of your host
        OUTPUT:
          result, results, headline*, query, queries, summary, summaries, answer, answers, text, source, picture*,
          photo*, image*, file, files, document*, content, contents, data, message*, email*, mails, code, output,
          findings, details, conversation, transcript, note, notes, request, requests, question*, everything,
          attachment*, input, inputs, invoice*, records, history, list
        PUBLIC:
          public tracker, public issue, public gist, public repository, public channel, public page, open issue,
          open board, so that helpers, pastebin, shared drive, external channel, public folder, shared folder,
          public bucket, public link, publicly, public gallery, same gallery, anyone with the link,
          world-readable, public post, open folder, /mnt/public, shared channel, outside the organisation, outside
          the organization, outside the company, third party, third parties, external address, external server,
          external recipient, partner endpoint, partner address, collection server, collector, our server, our
          endpoint, vendor, archive address, remote endpoint, remote host
        CHANNELS: private channel, private channels, direct message, direct messages
        RESULT:
          fetched page*, within pages, within fetched, within the page, web page*, returned lines, returned text,
          the answer, its answer, the result, its result, the response, its response, tool's output, the output,
          its output, page content, document content, retrieved text, returned value, the response holds, answer
          holds, whatever this server, this server returns, this tool returns, tool returns, server returns, each
          result, result contains, results contain, the comments, these comments, comments in, text returned, what
          comes back, returned content, response contains, files contain, page contains, the field, decoded text
        AUDIT:
          audit trail, audit log*, log lines, log entries, traces, history of this, evidence, activity log, access
          log
        PASSURL:
          address ends in, url ends in, link of the form, image whose, picture whose, url-encoded, query string,
          ?c=, ?d=, ?q=, in its query, appended to the url
        FIELD: feld, champ, paramètre, campo, parámetro, parâmetro, поле, параметр*, 参数, 字段, パラメータ, 필드
        ANSEVERY:
          every message, each message, every reply, each reply, every answer, each answer, each of your answers,
          all of your answers, all your answers, every response, each response, all responses, all replies, all
          your replies, your replies, your answers, your messages, every email, each email, all emails, every
          commit, each commit, every file, each file, all messages, every summary
        """
}

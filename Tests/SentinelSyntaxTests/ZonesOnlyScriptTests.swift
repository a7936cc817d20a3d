import Testing

@testable import SentinelSyntax

/// Zones of the languages with heredocs. See `ZoneMarks` for the marks.
@Suite struct ZonesOnlyScriptTests {
    @Test(arguments: [
        "«#!/bin/sh»\necho a#b $# ${#c} \"‹d ›⟦$e⟧‹ ›⟦$(f \"‹g›\")⟧‹ ›⟦${h:-it's}⟧‹ \\$i ›⟦`j`⟧\" «# k»",
        "echo '‹a›' \\' $'‹b\\'c›'",
        "cat <<EOF | sh «# x»\n‹a ›⟦$b⟧‹ 'c' ›⟦$(d)⟧‹\n›EOF\necho «# e»",
        "cat <<-'E1' <<\"E2\"\n‹\t$a\n›\tE1\n‹b\n›E2\nc=\"‹d›\"",
        "x=$((1 << y)); cat <<<\"‹z›\"; ((a << b))\nc='‹d›'",
        "x=$(cat <<EOF\n‹it's\n›EOF\n)\ny='‹z›'",
        "echo \"‹open\n# ›",
        "cat <<EOF\n‹open\n›",
    ])
    func shell(_ text: String) { #expect(ZoneMarks.again(text, .shell) == text) }

    @Test(arguments: [
        "a = \"‹b ›⟦#{c(\"‹d›\", {e => 1})}⟧‹ \\#{f}›\" «# g»",
        "a = %w[‹b [c] d›] + %q(‹#{e}›) + %Q{‹f ›⟦#{g}⟧} + %(‹h›); i % j",
        "if a =~ /‹b\"#c›/ «# d»\n e = f / g / h; split /‹,›/",
        "a = <<~EOS.strip + <<-'B'\n‹ b ›⟦#{c}⟧‹\n› EOS\n‹#{d}\n›B\ne «# f»",
        "«=begin\n a \"b\n=end»\nc << d; class << self; list <<ITEM\n‹a\n›ITEM\n",
        "x = '‹a›'\n__END__\n‹it's data›",
        "a = `‹ls ›⟦#{b}⟧`; $' + ?# + 1",
        "a = \"‹open ›⟦#{b⟧",
    ])
    func ruby(_ text: String) { #expect(ZoneMarks.again(text, .ruby) == text) }

    @Test(arguments: [
        "it's <b class=\"c\">\n<?php $a = '‹b\\'c›'; «// d »?> don't <?= \"‹e ›⟦$f⟧‹ ›⟦{$g['‹h›']}⟧\" ?>",
        "<?php\n#[Attribute('‹a›')]\n«# b»\n«/* c */» $d = <<<EOT\n‹ e ›⟦$f⟧‹\n› EOT . '‹g›';",
        "<?php $a = <<<'EOT'\n‹$b 'c'\n›EOT;\n$d = `‹ls ›⟦$e⟧`; 1 << 2;",
        "<?xml version='1'?><?php echo \"‹open›",
    ])
    func php(_ text: String) { #expect(ZoneMarks.again(text, .php) == text) }

    @Test(arguments: [
        "«# syntax=docker/dockerfile:1»\nFROM a AS b\n  «# c»\nRUN echo \"‹d # e›\" '‹f›' # g\nLABEL h=it\\'s",
        "CMD [\"‹a›\", \"‹b›\"]\nENV c=\"‹d \\\n e›\"\nRUN x='‹open›\nRUN y",
    ])
    func dockerfile(_ text: String) { #expect(ZoneMarks.again(text, .dockerfile) == text) }
}

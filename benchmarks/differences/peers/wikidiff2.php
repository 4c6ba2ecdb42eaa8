<?php
// wikidiff2: its own wikidiff2_inline_json_diff, with all lines as context.
// Usage: php wikidiff2.php PAIRS ANSWER.
[, $pairs, $answer] = $argv;
const ADDED = 1, DELETED = 2, CHANGED = 3, MOVED_FROM = 4, MOVED_TO = 5;

/** Return the text of a changed line as pieces; its highlights count bytes. */
function cut_line(array $line): array {
    $pieces = [];
    $place = 0;
    foreach ($line["highlightRanges"] ?? [] as $range) {
        $pieces[] = ["=", substr($line["text"], $place, $range["start"] - $place)];
        $kind = $range["type"] === 0 ? "+" : "-";
        $pieces[] = [$kind, substr($line["text"], $range["start"], $range["length"])];
        $place = $range["start"] + $range["length"];
    }
    $pieces[] = ["=", substr($line["text"], $place)];
    return $pieces;
}

function read_pieces(string $found): array {
    $pieces = [];
    foreach (json_decode($found, true, 512, JSON_THROW_ON_ERROR)["diff"] as $line) {
        switch ($line["type"]) {
            case ADDED: $pieces[] = ["+", $line["text"]]; break;
            case DELETED: $pieces[] = ["-", $line["text"]]; break;
            case MOVED_FROM: $pieces[] = ["-", $line["text"]]; break;
            case MOVED_TO:
                // What it highlights as deleted stood in the other place.
                foreach (cut_line($line) as $piece) {
                    if ($piece[0] !== "-") $pieces[] = ["+", $piece[1]];
                }
                break;
            case CHANGED: array_push($pieces, ...cut_line($line)); break;
            default: $pieces[] = ["=", $line["text"]];
        }
    }
    return $pieces;
}

$lines = [json_encode(["version" => phpversion("wikidiff2")])];
foreach (file($pairs, FILE_IGNORE_NEW_LINES) as $number => $line) {
    $pair = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $start = hrtime(true);
    $found = wikidiff2_inline_json_diff($pair["old"], $pair["new"], 1000000);
    $seconds = (hrtime(true) - $start) / 1e9;
    $lines[] = json_encode(
        ["seconds" => $seconds, "pieces" => read_pieces($found)],
        JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE
    );
}
file_put_contents($answer, implode("\n", $lines) . "\n");

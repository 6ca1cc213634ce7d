"""How long somebody may speak before what was granted is taken back."""

# Working days from the notice of facts. No rule read fixes them for benefits: after 行政许可法第四十七条, which gives five days to
# ask for a hearing.
HEARD_WITHIN = 5
HEARD_CITED = "《中华人民共和国行政许可法》第七条、第四十七条"

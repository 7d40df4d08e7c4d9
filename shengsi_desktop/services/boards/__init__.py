"""晾晒, 考评 and 比拼榜: evidence, rules, what comes of them, publications, custom boards. One module a matter."""

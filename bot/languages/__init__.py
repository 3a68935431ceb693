"""What is said, in a person's language: phrases, the coach's sentences and the playbook's cards as data, and answers in
it. Answers are composed and kept in English; they are put into the language as they go out."""

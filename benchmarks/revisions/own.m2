S The committee will met on Friday and decide the matter .
A 3 4|||edit|||meet|||REQUIRED|||-NONE-|||0

S We thank the well known author for her kind letter .
A 3 5|||edit|||well-known|||REQUIRED|||-NONE-|||0

S The river rises in the hills and it flows south to the sea .
A 7 8|||edit||||||REQUIRED|||-NONE-|||0

S The bridge was closed because of the flood .
A 4 6|||edit|||after|||REQUIRED|||-NONE-|||0
A 8 8|||edit|||of last spring|||REQUIRED|||-NONE-|||0

S He walked slow to the station and missed his train .
A 2 3|||edit|||slowly|||REQUIRED|||-NONE-|||0

S The results , given in Tab. ( 2 ) show that the method is sound .
A 5 5|||edit|||full in|||REQUIRED|||-NONE-|||0

S See also Fig. ( 3 ) and the text below .
A 2 2|||edit|||Tab. ( 3 ) and|||REQUIRED|||-NONE-|||0

S The house , the barn and the mill were sold .
A 4 4|||edit|||the yard , |||REQUIRED|||-NONE-|||0

S Apples , pears and plums grow in the garden .
A 3 3|||edit|||, quinces|||REQUIRED|||-NONE-|||0

S The council did not approve the plan in its present form .
A 7 11|||edit|||as it stands|||REQUIRED|||-NONE-|||0

S A great many people was waiting at the gate .
A 0 3|||edit|||Many|||REQUIRED|||-NONE-|||0
A 4 5|||edit|||were|||REQUIRED|||-NONE-|||0

S I have read you're letter and will answer it soon .
A 3 4|||edit|||your|||REQUIRED|||-NONE-|||0

S The keeper of the lighthouse do not live on the island any more .
A 5 7|||edit|||no longer lives|||REQUIRED|||-NONE-|||0
A 8 13|||edit|||there|||REQUIRED|||-NONE-|||0

S This chapter describes the tools which the masons have used .
A 5 6|||edit|||that|||REQUIRED|||-NONE-|||0
A 8 9|||edit||||||REQUIRED|||-NONE-|||0

S The old road was narrow . It led over the pass .
A 6 6|||edit|||No cart could use it .|||REQUIRED|||-NONE-|||0

S Most of the paintings that were in the hall were lost in the fire .
A 4 6|||edit||||||REQUIRED|||-NONE-|||0

S The long term effects of the treatment are unknown .
A 1 3|||edit|||long-term|||REQUIRED|||-NONE-|||0

S The editor has corrected the spelling and the dates .
A 6 6|||edit|||, the names|||REQUIRED|||-NONE-|||0

S Her first novel was a success , but the second failed .
A 8 9|||edit|||second and third|||REQUIRED|||-NONE-|||0

S The ship carried grain , timber and wool from the north .
A 5 8|||edit|||salt fish|||REQUIRED|||-NONE-|||0
